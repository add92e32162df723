using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training;

/// <summary>
/// What several runs of one recipe have come to, with mean and deviation, since one run proves little: by k-fold cross-validation, or by other seeds. Immutable.
/// </summary>
public sealed record ValidationReport
{
    /// <summary>What the runs differ in.</summary>
    public required ValidationKind Kind { get; init; }

    /// <summary>
    /// What the figures are of: <c>held out</c> (the fold that the run did not see), <c>test</c>, or <c>dev</c>, where there is no test; there thresholds and temperature were
    /// chosen on what is measured, and the figures flatter.
    /// </summary>
    public required string MeasuredOn { get; init; }

    /// <summary>The runs, at least two.</summary>
    public required IReadOnlyList<ValidationRun> Runs { get; init; }

    /// <summary>The figures that are mostly wanted: macro F1, micro F1, exact match, expected calibration error.</summary>
    public IReadOnlyList<ValidationFigure> Figures =>
    [
        FigureOf("macro F1", report => report.Macro.F1),
        FigureOf("micro F1", report => report.Micro.F1),
        FigureOf("exact match", report => report.ExactMatch),
        FigureOf("calibration error", report => report.ExpectedCalibrationError ?? double.NaN),
    ];

    /// <summary>
    /// Of folds, the figures of all folds together, from the counts of all, so that every text counts once: F1 of these counts does not suffer where a fold holds out few texts of a
    /// label or none. Without the figures of probabilities, and null for repeats.
    /// </summary>
    /// <remarks>Forman and Scholz, "Apples-to-Apples in Cross-Validation Studies", SIGKDD Explorations 12(1), 2010: F1 from summed counts is the least biased one.</remarks>
    public ClassificationReport? Pooled => Kind == ValidationKind.Folds ? Pool() : null;

    /// <summary>The mean of a figure over the runs.</summary>
    /// <param name="figure">The figure of a run.</param>
    public double Mean(Func<ClassificationReport, double> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Runs.Average(run => figure(run.Report));
    }

    /// <summary>
    /// The sample standard deviation of a figure over the runs: sqrt(sum((x - mean)^2) / (n - 1)), with n - 1 (Bessel's correction) because the mean is estimated from the same
    /// values; NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.6.
    /// </summary>
    /// <remarks>
    /// It says how much a single run's figure moves, not how sure the mean is: the runs share texts, so that dividing it by sqrt(n) would claim too much (Bengio and Grandvalet,
    /// "No Unbiased Estimator of the Variance of K-Fold Cross-Validation", JMLR 5, 2004).
    /// </remarks>
    /// <param name="figure">The figure of a run.</param>
    /// <returns>At least 0; NaN for fewer than two runs.</returns>
    public double Deviation(Func<ClassificationReport, double> figure)
    {
        double mean = Mean(figure);
        return Math.Sqrt(Runs.Sum(run => (figure(run.Report) - mean) * (figure(run.Report) - mean)) / (Runs.Count - 1));
    }

    private ClassificationReport Pool()
    {
        int rows = Runs.Sum(run => run.Report.Rows);
        LabelMetrics[] labels = [.. Runs[0].Report.Labels.Select((label, i) => new LabelMetrics(
            label.Label, Runs.Sum(run => run.Report.Labels[i].TruePositives), Runs.Sum(run => run.Report.Labels[i].Predicted), Runs.Sum(run => run.Report.Labels[i].Support)))];
        return ClassificationReport.FromCounts(labels, rows, Ratio.Of(Runs.Sum(run => run.Report.ExactMatch * run.Report.Rows), rows), calibrationError: null, brierScore: null);
    }

    private ValidationFigure FigureOf(string name, Func<ClassificationReport, double> figure) =>
        new(name, [.. Runs.Select(run => figure(run.Report))], Mean(figure), Deviation(figure));
}
