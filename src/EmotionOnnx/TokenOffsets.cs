namespace EmotionOnnx;

/// <summary>The part of a text that a token stands for, in UTF-16 units: <c>text[Start..End]</c>.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends (exclusive).</param>
public readonly record struct TokenOffsets(int Start, int End);
