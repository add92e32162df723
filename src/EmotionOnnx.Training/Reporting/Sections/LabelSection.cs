namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>Each label: how well it is found, and from which probability on.</summary>
internal static class LabelSection
{
    public static Section Of(ReportSource source)
    {
        CalibrationReport calibration = source.Result.Calibration;
        bool hasThresholds = calibration.Labels.HasThresholds;
        IReadOnlyList<int> train = source.Result.Data.Splits[0].LabelCounts;
        string[] columns = ["label", "train", source.Split, "found", .. hasThresholds ? ["threshold"] : Array.Empty<string>(), "precision", "recall", "F1"];
        IEnumerable<Row> rows = source.Report.Labels.Index()
            .OrderByDescending(label => label.Item.Support).ThenBy(label => label.Index)
            .Select(label => new Row(
                [
                    source.Names[label.Index], Figure.Of(train[label.Index]), Figure.Of(label.Item.Support), Figure.Of(label.Item.Predicted),
                    .. hasThresholds ? [Calibration.MetricsTable.ThresholdText(calibration.Labels, label.Index)] : Array.Empty<string>(),
                    Figure.Of(label.Item.Precision), Figure.Of(label.Item.Recall), Figure.Of(label.Item.F1),
                ],
                [label.Item.Precision, label.Item.Recall, label.Item.F1]));
        var blocks = new List<Block>
        {
            new Table($"On {source.Split}, the most frequent label first. train and {source.Split}: texts that have it; found: texts of {source.Split} where it was found.", columns, [.. rows]),
        };
        if (Calibration.MetricsTable.FloorText(calibration) is { } floor)
        {
            blocks.Add(new Paragraph(floor + OnOtherTexts(source, calibration.PrecisionFloor!.Value)));
        }

        return new Section("labels", "Labels", blocks);
    }

    private static string OnOtherTexts(ReportSource source, double floor)
    {
        LabelMetrics[] found = [.. source.Report.Labels.Where(label => label.Predicted > 0)];
        return source.HasTest
            ? $" On test, which it was not chosen on, {Figure.Of(found.Count(label => label.Precision >= floor))} of the {Figure.Of(found.Length)} labels found reach it."
            : " Other texts may fall short of it: it was chosen where it is just reached.";
    }
}
