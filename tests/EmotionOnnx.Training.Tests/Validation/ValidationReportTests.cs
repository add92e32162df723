namespace EmotionOnnx.Training.Tests.Validation;

/// <summary>Mean and deviation against figures worked out by hand.</summary>
public sealed class ValidationReportTests
{
    [Fact]
    public void Mean_and_deviation_are_those_worked_out_by_hand()
    {
        // 2 4 4 4 5 5 7 9: mean 5, squared distances 9 1 1 1 0 0 4 16 = 32, sqrt(32 / 7) = 2.138089935 (with n it would be 2).
        ValidationReport result = Of(ValidationKind.Repeats, [.. new[] { 2, 4, 4, 4, 5, 5, 7, 9 }.Select(exact => Run(exact / 10.0))]);
        Assert.Equal(0.5, result.Mean(report => report.ExactMatch), 12);
        Assert.Equal(0.2138089935299395, result.Deviation(report => report.ExactMatch), 12);
        ValidationFigure figure = Assert.Single(result.Figures, figure => figure.Name == "exact match");
        Assert.Equal([0.2, 0.4, 0.4, 0.4, 0.5, 0.5, 0.7, 0.9], figure.Values);
        Assert.Equal((0.5, 0.2138), (Math.Round(figure.Mean, 12), Math.Round(figure.Deviation, 4)));
        Assert.Equal(["macro F1", "micro F1", "exact match", "calibration error"], result.Figures.Select(each => each.Name));
    }

    [Fact]
    public void Equal_runs_have_no_deviation_and_one_run_has_none_to_tell()
    {
        Assert.Equal(0, Of(ValidationKind.Repeats, Run(0.25), Run(0.25), Run(0.25)).Deviation(report => report.ExactMatch));
        Assert.Equal(double.NaN, Of(ValidationKind.Repeats, Run(0.25)).Deviation(report => report.ExactMatch));
        Assert.Equal(double.NaN, Of(ValidationKind.Repeats, Run(0.25), Run(0.5)).Figures[^1].Mean);
    }

    [Fact]
    public void All_folds_together_count_every_text_once()
    {
        // The first fold holds out no b: its F1 of b is 0, and so the mean of the folds' macro F1 is ((1 + 0) / 2 + (0.8 + 1) / 2) / 2 = 0.7.
        // Together: a has 2 + 2 of 2 + 3 found and 2 + 2 there, F1 = 8 / 9; b 3 of 3, F1 = 1; macro 17 / 18; micro 14 / 15 (7 right, 8 found, 7 there).
        ValidationRun first = Run(1, texts: 2, a: (2, 2, 2), b: (0, 0, 0));
        ValidationRun second = Run(0.75, texts: 4, a: (2, 3, 2), b: (3, 3, 3));
        ValidationReport result = Of(ValidationKind.Folds, first, second);
        Assert.Equal(0.7, result.Mean(report => report.Macro.F1), 12);
        Assert.Equal(6, result.Pooled!.Rows);
        Assert.Equal(17.0 / 18, result.Pooled.Macro.F1, 12);
        Assert.Equal(14.0 / 15, result.Pooled.Micro.F1, 12);

        // 2 of 2 and 3 of 4 texts exactly right.
        Assert.Equal(5.0 / 6, result.Pooled.ExactMatch, 12);
        Assert.Null(result.Pooled.ExpectedCalibrationError);
        Assert.Null(Of(ValidationKind.Repeats, first, second).Pooled);
    }

    private static ValidationReport Of(ValidationKind kind, params ValidationRun[] runs) => new() { Kind = kind, MeasuredOn = kind == ValidationKind.Folds ? "held out" : "test", Runs = runs };

    private static ValidationRun Run(double exactMatch, int texts = 10, (int Right, int Found, int There)? a = null, (int Right, int Found, int There)? b = null)
    {
        (int Right, int Found, int There) first = a ?? (1, 1, 1);
        (int Right, int Found, int There) second = b ?? (1, 1, 1);
        LabelMetrics[] labels = [new("a", first.Right, first.Found, first.There), new("b", second.Right, second.Found, second.There)];
        return new ValidationRun { Name = "run", Seed = 1, TrainTexts = 5, DevTexts = 2, Temperature = 1, TrainingTime = TimeSpan.Zero, Report = ClassificationReport.FromCounts(labels, texts, exactMatch, null, null) };
    }
}
