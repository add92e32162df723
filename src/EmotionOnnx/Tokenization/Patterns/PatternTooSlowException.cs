namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A match needs too many steps or too much memory; <see cref="Pattern"/> says which pattern it is.</summary>
internal sealed class PatternTooSlowException : Exception;
