namespace EmotionOnnx.Training.Data;

/// <summary>Labels that look as if the file was read otherwise than it was meant: two of them taken for one, or something taken for labels that is none.</summary>
internal static class LabelSuspicions
{
    // Fewer different labels than this are no surprise, however few the rows.
    private const int Many = 20;

    private static readonly char[] Separators = [',', ';', '|', '/', '+', '\t'];

    /// <param name="labels">All labels.</param>
    /// <param name="rows">The rows of train.</param>
    public static IEnumerable<DataProblem> Of(IReadOnlyList<string> labels, int rows)
    {
        var known = new HashSet<string>(labels, StringComparer.Ordinal);
        foreach (char separator in Separators)
        {
            string[] joined = [.. labels.Where(label => IsJoined(label, separator, known)).Select(label => $"'{label}'")];
            if (joined.Length > 0)
            {
                yield return new DataProblem(
                    DataProblemKind.SuspectLabels,
                    $"{(joined.Length == 1 ? "a label looks" : "labels look")} like several with {(separator == '\t' ? "a tab" : $"'{separator}'")} between, and {(joined.Length == 1 ? "is" : "are")} taken for one: {Listing.Of(joined)}.",
                    []);
            }
        }

        if (labels.Count > Many && labels.Count > rows / 2)
        {
            yield return new DataProblem(DataProblemKind.SuspectLabels, $"{labels.Count} different labels in {Amount.Of(rows, "row", "rows")}: is the labels column the right one?", []);
        }
    }

    private static bool IsJoined(string label, char separator, HashSet<string> known) =>
        label.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && parts.Any(known.Contains);
}
