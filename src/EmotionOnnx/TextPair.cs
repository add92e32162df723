namespace EmotionOnnx;

/// <summary>Two texts that a model reads together, for example a tweet and the one it answers.</summary>
/// <param name="Text">The first text; it may be empty.</param>
/// <param name="Pair">The second text; it may be empty.</param>
public readonly record struct TextPair(string Text, string Pair);
