namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>Whether of the things said with 70 % seventy in a hundred hold, before and after the temperature.</summary>
internal static class CalibrationSection
{
    private const double Crowded = 0.7;

    public static Section Of(ReportSource source)
    {
        CalibrationReport calibration = source.Result.Calibration;
        var diagrams = new List<Block>();
        if (calibration.BeforeTemperature is { } before)
        {
            diagrams.Add(Diagram($"dev without temperature, ECE {Figure.Of(before.ExpectedCalibrationError)}", calibration.DevScoresBefore, source.DevGold));
        }

        string with = calibration.BeforeTemperature is null ? "" : $" with temperature {Figure.Plain(Math.Round(calibration.Temperature, 4))}";
        diagrams.Add(Diagram($"dev{with}, ECE {Figure.Of(calibration.Dev.Report.ExpectedCalibrationError)}", calibration.DevScores, source.DevGold));
        if (source.HasTest)
        {
            diagrams.Add(Diagram($"test{with}, ECE {Figure.Of(calibration.Test!.Report.ExpectedCalibrationError)}", calibration.TestScores, source.Gold));
        }

        return new Section("calibration", "How honest the probabilities are", [new Paragraph(Words(calibration) + Crowd(source)), .. Figures(calibration), new Beside(diagrams)]);
    }

    private static string Words(CalibrationReport calibration) => calibration.BeforeTemperature is null
        ? "No temperature was fitted: dev is told apart without a fault, so nothing can be learned on it about how sure the model may be. The probabilities are the model's own; a larger dev split would tell more."
        : "One number, the temperature, divides the logits; it was chosen on dev for the lowest negative log-likelihood, and changes no ranking. The expected calibration error (ECE) is the mean distance between what was said and what holds, over all decisions (one label of one text each) in 15 bins of equal width.";

    /// <summary>With many labels hardly any holds, which makes the error small whatever is said of the rest.</summary>
    private static string Crowd(ReportSource source)
    {
        IReadOnlyList<ReliabilityBin> bins = ProbabilityMetrics.ReliabilityBins(source.Scores.Span, source.Gold);
        double share = Evaluation.Ratio.Of(bins[0].Count, bins.Sum(bin => bin.Count));
        return share < Crowded ? "" : $" Of the decisions on {source.Split} {Figure.Percent(share)} are in the lowest bin, which makes the ECE small: the diagrams tell more than the number.";
    }

    private static IEnumerable<Block> Figures(CalibrationReport calibration)
    {
        if (calibration is not { BeforeTemperature: { } before, TemperatureFit: { } fit })
        {
            yield break;
        }

        ClassificationReport after = calibration.Dev.Report;
        yield return new Table("On dev. Lower is better in each row.", ["", "without temperature", $"with temperature {Figure.Plain(Math.Round(calibration.Temperature, 4))}", "change"], [
            Line("expected calibration error", before.ExpectedCalibrationError, after.ExpectedCalibrationError ?? 0),
            Line("Brier score", before.BrierScore, after.BrierScore ?? 0),
            Line("mean negative log-likelihood", fit.LossBefore, fit.LossAfter),
        ]);
    }

    private static Row Line(string name, double before, double after) => new([name, Figure.Of(before), Figure.Of(after), Figure.Change(before, after)]);

    private static ReliabilityDiagram Diagram(string caption, ReadOnlyMemory<float> scores, LabelMatrix gold) => new(caption, ProbabilityMetrics.ReliabilityBins(scores.Span, gold));
}
