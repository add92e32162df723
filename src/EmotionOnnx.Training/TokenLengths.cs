namespace EmotionOnnx.Training;

/// <summary>How long the texts of a split are, in tokens, special tokens included.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Median">The median: half of the texts have at most so many.</param>
/// <param name="Percentile95">95 % of the texts have at most so many (nearest rank).</param>
/// <param name="Longest">The most.</param>
/// <param name="Cut">How many texts have more than are read.</param>
public readonly record struct TokenLengths(double Mean, int Median, int Percentile95, int Longest, int Cut);
