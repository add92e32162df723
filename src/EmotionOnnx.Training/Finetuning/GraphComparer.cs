using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Holds the int8 graph against the float32 graph: not logits alone, but what is decided by them.</summary>
internal static class GraphComparer
{
    /// <summary>Compares two graphs' logits of a split.</summary>
    /// <param name="labels">The bundle's labels with its thresholds.</param>
    /// <param name="temperature">The bundle's temperature.</param>
    /// <param name="data">The split.</param>
    /// <param name="float32">Row-major [texts x labels], with temperature 1.</param>
    /// <param name="int8">The same by the int8 graph.</param>
    public static GraphComparison Compare(LabelSet labels, double temperature, LabelledDataset data, ReadOnlyMemory<float> float32, ReadOnlyMemory<float> int8)
    {
        var target = new EvaluationTarget(labels, grouping: null);
        LabelMatrix gold = GoldLabels.Resolve(data, target, new EvaluationOptions()).Matrix;
        float[] p = Probabilities.Of(float32.Span, labels.Count, labels.Activation, temperature);
        float[] q = Probabilities.Of(int8.Span, labels.Count, labels.Activation, temperature);
        LabelMatrix before = target.FoundByThresholds(p);
        LabelMatrix after = target.FoundByThresholds(q);
        (int decisions, int texts) = (0, 0);
        for (int row = 0; row < gold.Rows; row++)
        {
            int different = 0;
            for (int label = 0; label < labels.Count; label++)
            {
                different += before[row, label] != after[row, label] ? 1 : 0;
            }

            decisions += different;
            texts += different > 0 ? 1 : 0;
        }

        return new GraphComparison
        {
            FullPrecision = ClassificationReport.Compute(labels.Names, gold, before, p),
            Quantized = ClassificationReport.Compute(labels.Names, gold, after, q),
            DecisionsThatDiffer = decisions,
            TextsThatDiffer = texts,
        };
    }
}
