namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>What the model learned from and was measured on, and what the data check said of it.</summary>
internal static class DataSection
{
    public static Section Of(ReportSource source)
    {
        DataReport data = source.Result.Data;
        string kind = source.IsSingleLabel ? "each text has one" : "any number holds at once";
        var blocks = new List<Block> { Splits(data), Labels(source, data, kind) };
        if (data.Remarks.Count > 0)
        {
            blocks.Add(new Points([.. data.Remarks.Select(remark => $"{PlainText.Excerpt(remark)}.")]));
        }

        foreach (DataProblem problem in data.Problems.Where(problem => problem.Risk != DataRisks.None))
        {
            blocks.Add(new Caution($"Let pass by the data check: {PlainText.Excerpt(problem.Message)}"));
        }

        string[] rest = [.. data.Problems.Where(problem => problem.Risk == DataRisks.None).Select(problem => PlainText.Excerpt(problem.Message))];
        blocks.Add(rest.Length > 0 ? new Points(rest) : new Paragraph("The data check found nothing else to tell."));
        return new Section("data", "Data", blocks);
    }

    private static Table Splits(DataReport data) => new(
        $"median, 95 %, longest: tokens of a text; cut: texts with more than {Figure.Of(data.MaxTokens)}, whose ends are not read.",
        ["split", "texts", "empty", "no label", "several", "duplicates", "conflicts", "median", "95 %", "longest", "cut"],
        [.. data.Splits.Select(split => new Row([
            split.Name, Figure.Of(split.Rows), Figure.Of(split.Empty), Figure.Of(split.Unlabelled), Figure.Of(split.SeveralLabels), Figure.Of(split.Duplicates), Figure.Of(split.Conflicts),
            .. split.Lengths is { } lengths ? [Figure.Of(lengths.Median), Figure.Of(lengths.Percentile95), Figure.Of(lengths.Longest), Figure.Of(lengths.Cut)] : new[] { "–", "–", "–", "–" }]))]);

    private static Table Labels(ReportSource source, DataReport data, string kind) => new(
        $"{Figure.Of(data.Labels.Count)} labels, {kind}: how many texts have them.",
        ["label", .. data.Splits.SelectMany(split => new[] { split.Name, "share" })],
        [.. data.Labels.Select((_, i) => new Row([
            source.Names[i], .. data.Splits.SelectMany(split => new[] { Figure.Of(split.LabelCounts[i]), Figure.Percent(Evaluation.Ratio.Of(split.LabelCounts[i], split.Rows)) })]))]);
}
