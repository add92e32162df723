namespace EmotionOnnx.Training;

/// <summary>How much of a split is in an earlier one.</summary>
/// <param name="First">The earlier split.</param>
/// <param name="Second">The later split.</param>
/// <param name="Rows">How many rows of the later one have a text that the earlier one has; capitals and white space do not count.</param>
/// <param name="Exact">How many of them have it character for character.</param>
/// <param name="Conflicting">How many of them have labels that no row of the earlier split has for that text.</param>
/// <param name="Groups">How many groups are in both; 0 where no groups were read.</param>
public sealed record SplitOverlap(string First, string Second, int Rows, int Exact, int Conflicting, int Groups);
