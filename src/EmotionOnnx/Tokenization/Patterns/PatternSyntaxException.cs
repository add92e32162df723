namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A pattern that can't be read; whoever reads the file says in which file it stands.</summary>
internal sealed class PatternSyntaxException(string message) : Exception(message);
