namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>The figures that a reader wants first, of dev and test, beside what a model that reads nothing would reach.</summary>
internal static class HeadlineSection
{
    public static Section Of(ReportSource source)
    {
        ClassificationReport report = source.Report;
        CalibrationReport calibration = source.Result.Calibration;
        var blocks = new List<Block>
        {
            new Tiles([
                new Tile("macro-F1", Figure.Of(report.Macro.F1), $"{source.Split}: the mean over labels"),
                new Tile("micro-F1", Figure.Of(report.Micro.F1), $"{source.Split}: all decisions together"),
                new Tile(source.IsSingleLabel ? "accuracy" : "exact match", Figure.Of(report.ExactMatch), source.IsSingleLabel ? $"{source.Split}: texts with the right label" : $"{source.Split}: texts with all labels right"),
                new Tile("calibration error", Figure.Of(report.ExpectedCalibrationError), $"{source.Split}: 0 where as many are right as the probabilities say"),
            ]),
        };
        if (!source.HasTest)
        {
            string honest = source.Result.Validation?.Kind == ValidationKind.Folds ? "Those of the folds, below, are of texts that the measured models had not seen." : "A test split (--test, --test-share) gives honest ones.";
            blocks.Add(new Caution($"These are figures of dev, on which epoch, thresholds and temperature were chosen: they flatter. {honest}"));
        }

        LabelMetrics[] there = [.. report.Labels.Where(label => label.Support > 0)];
        if (there.Length > 0 && there.Length < report.Labels.Count)
        {
            int absent = report.Labels.Count - there.Length;
            blocks.Add(new Caution($"{absent} of {report.Labels.Count} labels {(absent == 1 ? "has" : "have")} no text in {source.Split} and {(absent == 1 ? "counts" : "count")} as 0 in macro-F1; the mean over the others is {Figure.Of(there.Average(label => label.F1))}."));
        }

        blocks.Add(Table(source, calibration));
        return new Section("figures", "Figures", blocks);
    }

    private static Table Table(ReportSource source, CalibrationReport calibration)
    {
        ClassificationReport dev = calibration.Dev.Report;
        ClassificationReport? test = calibration.Test?.Report;
        ClassificationReport constant = MostFrequentLabels.On(source);
        string[] columns = ["", $"dev ({Figure.Of(dev.Rows)} texts)", .. test is null ? Array.Empty<string>() : [$"test ({Figure.Of(test.Rows)} texts)"], $"always the same answer ({source.Split})"];
        Row Line(string name, Func<ClassificationReport, double?> figure, bool hasConstant = true) =>
            new([name, Figure.Of(figure(dev)), .. test is null ? Array.Empty<string>() : [Figure.Of(figure(test))], hasConstant ? Figure.Of(figure(constant)) : ""]);
        var rows = new List<Row>
        {
            Line("macro-F1", report => report.Macro.F1),
            Line("macro precision", report => report.Macro.Precision),
            Line("macro recall", report => report.Macro.Recall),
            Line("micro-F1", report => report.Micro.F1),
            Line(source.IsSingleLabel ? "accuracy" : "exact match", report => report.ExactMatch),
            Line("expected calibration error", report => report.ExpectedCalibrationError, hasConstant: false),
            Line("Brier score", report => report.BrierScore, hasConstant: false),
        };
        foreach (string grouping in calibration.Dev.RollUps.Keys)
        {
            rows.Add(new Row([
                $"{grouping}: macro-F1", Figure.Of(calibration.Dev.RollUps[grouping].Macro.F1), .. calibration.Test is null ? Array.Empty<string>() : [Figure.Of(calibration.Test.RollUps[grouping].Macro.F1)], ""]));
        }

        return new Table($"Always the same answer: {MostFrequentLabels.Words(source)}.", columns, rows);
    }
}
