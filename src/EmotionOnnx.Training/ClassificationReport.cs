using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training;

/// <summary>
/// How well labels are found: the figures of scikit-learn's classification_report for multi-label data, and how honest the
/// probabilities are. Immutable.
/// </summary>
public sealed record ClassificationReport
{
    private ClassificationReport()
    {
    }

    /// <summary>The number of texts.</summary>
    public required int Rows { get; init; }

    /// <summary>Each label, in column order.</summary>
    public required IReadOnlyList<LabelMetrics> Labels { get; init; }

    /// <summary>The plain mean over labels: a rare label counts as much as a frequent one.</summary>
    public required AverageMetrics Macro { get; init; }

    /// <summary>Over all decisions together: a frequent label counts for more.</summary>
    public required AverageMetrics Micro { get; init; }

    /// <summary>The mean over labels, each weighted by its support.</summary>
    public required AverageMetrics Weighted { get; init; }

    /// <summary>
    /// The share of texts whose labels are exactly right (scikit-learn's accuracy_score, subset accuracy); plain accuracy where every text has
    /// one label and one is predicted. 0 for no texts.
    /// </summary>
    public required double ExactMatch { get; init; }

    /// <summary><see cref="ProbabilityMetrics.ExpectedCalibrationError"/>; null where no probabilities were given.</summary>
    public double? ExpectedCalibrationError { get; init; }

    /// <summary><see cref="ProbabilityMetrics.BrierScore"/>; null where no probabilities were given.</summary>
    public double? BrierScore { get; init; }

    /// <summary>Compares what was found with what holds.</summary>
    /// <param name="labels">The labels' names, in column order.</param>
    /// <param name="gold">What holds.</param>
    /// <param name="predicted">What was found.</param>
    /// <param name="probabilities">Row-major [texts x labels], 0 to 1; empty for none.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a probability is not from 0 to 1.</exception>
    public static ClassificationReport Compute(
        IReadOnlyList<string> labels, LabelMatrix gold, LabelMatrix predicted, ReadOnlySpan<float> probabilities = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        if (gold.Columns != labels.Count || predicted.Columns != labels.Count || gold.Rows != predicted.Rows)
        {
            throw new ArgumentException(
                $"{labels.Count} labels, but {gold.Rows} x {gold.Columns} that hold and {predicted.Rows} x {predicted.Columns} found.", nameof(predicted));
        }

        bool scored = !probabilities.IsEmpty;
        return FromCounts(
            CountEach(labels, gold, predicted),
            gold.Rows,
            Ratio.Of(CountExact(gold, predicted), gold.Rows),
            scored ? ProbabilityMetrics.ExpectedCalibrationError(probabilities, gold) : null,
            scored ? ProbabilityMetrics.BrierScore(probabilities, gold) : null);
    }

    /// <summary>The figures that follow from what was counted.</summary>
    internal static ClassificationReport FromCounts(IReadOnlyList<LabelMetrics> each, int rows, double exactMatch, double? calibrationError, double? brierScore)
    {
        int support = each.Sum(label => label.Support);
        var micro = new LabelMetrics("", each.Sum(label => label.TruePositives), each.Sum(label => label.Predicted), support);
        return new ClassificationReport
        {
            Rows = rows,
            Labels = each,
            Macro = Average(each, _ => 1.0 / each.Count),
            Micro = new AverageMetrics(micro.Precision, micro.Recall, micro.F1),
            Weighted = Average(each, label => Ratio.Of(label.Support, support)),
            ExactMatch = exactMatch,
            ExpectedCalibrationError = calibrationError,
            BrierScore = brierScore,
        };
    }

    private static LabelMetrics[] CountEach(IReadOnlyList<string> labels, LabelMatrix gold, LabelMatrix predicted)
    {
        int[] both = new int[labels.Count];
        int[] found = new int[labels.Count];
        int[] holds = new int[labels.Count];
        for (int i = 0; i < gold.Values.Length; i++)
        {
            int column = i % labels.Count;
            both[column] += gold.Values[i] && predicted.Values[i] ? 1 : 0;
            found[column] += predicted.Values[i] ? 1 : 0;
            holds[column] += gold.Values[i] ? 1 : 0;
        }

        return [.. labels.Select((label, i) => new LabelMetrics(label, both[i], found[i], holds[i]))];
    }

    private static int CountExact(LabelMatrix gold, LabelMatrix predicted)
    {
        int exact = 0;
        for (int row = 0; row < gold.Rows; row++)
        {
            exact += gold.Row(row).SequenceEqual(predicted.Row(row)) ? 1 : 0;
        }

        return exact;
    }

    private static AverageMetrics Average(IReadOnlyList<LabelMetrics> each, Func<LabelMetrics, double> weight) => new(
        each.Sum(label => weight(label) * label.Precision),
        each.Sum(label => weight(label) * label.Recall),
        each.Sum(label => weight(label) * label.F1));
}
