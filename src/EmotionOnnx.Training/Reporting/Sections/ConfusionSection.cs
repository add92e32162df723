namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>Which label is found where which holds: a confusion matrix where labels exclude each other, else how often they meet.</summary>
internal static class ConfusionSection
{
    /// <summary>So many labels a matrix shows: more can't be read.</summary>
    public const int MostLabels = 40;

    private const int MostMistakes = 10;

    public static Section Of(ReportSource source)
    {
        int[] shown = [.. source.Report.Labels.Index().OrderByDescending(label => label.Item.Support).ThenBy(label => label.Index).Take(MostLabels).Select(label => label.Index)];
        var counts = new LabelPairs(source.Gold, source.Found);
        bool hasNone = Enumerable.Range(0, source.Labels.Count).Any(label => counts.NothingFound(label) > 0);
        IEnumerable<MatrixRow> rows = shown.Select((gold, i) => new MatrixRow(
            source.Names[gold], source.Report.Labels[gold].Support, [.. shown.Select(found => counts[gold, found]), .. hasNone ? [counts.NothingFound(gold)] : Array.Empty<int>()], i));
        string cut = shown.Length < source.Labels.Count ? $" The {MostLabels} most frequent of {Figure.Of(source.Labels.Count)} labels." : "";
        string caption = source.IsSingleLabel
            ? $"Texts of {source.Split}: rows are what holds, columns what was found; the shade is the share of the row.{cut}"
            : $"Texts of {source.Split} where the row's label holds and the column's was found; a text with several labels counts in several rows and columns. The shade is the share of the row's texts.{cut}";
        return new Section("confusions", source.IsSingleLabel ? "What is taken for what" : "What is found where what holds", [
            new Matrix(caption, "holds", "found", [.. shown.Select(label => source.Names[label]), .. hasNone ? ["(nothing)"] : Array.Empty<string>()], [.. rows]),
            .. Mistakes(source, counts),
        ]);
    }

    private static IEnumerable<Block> Mistakes(ReportSource source, LabelPairs counts)
    {
        (int Gold, int Found, int Count)[] mistakes = [.. counts.Mistakes().OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Gold).ThenBy(pair => pair.Found).Take(MostMistakes)];
        if (mistakes.Length > 0)
        {
            string how = source.IsSingleLabel ? "" : " Counted where the found label does not hold, once for each label that does.";
            yield return new Table($"The most frequent mistakes.{how}", ["holds", "found", "texts", "share of the label's texts"], [.. mistakes.Select(pair => new Row([
                source.Names[pair.Gold], source.Names[pair.Found], Figure.Of(pair.Count), Figure.Percent((double)pair.Count / source.Report.Labels[pair.Gold].Support)]))]);
        }
    }
}
