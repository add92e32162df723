using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training;

/// <summary>How well one label is found. A ratio whose denominator is 0 is 0, as scikit-learn has it by default.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="TruePositives">Texts that have the label and where it was found.</param>
/// <param name="Predicted">Texts where it was found.</param>
/// <param name="Support">Texts that have it.</param>
public sealed record LabelMetrics(string Label, int TruePositives, int Predicted, int Support)
{
    /// <summary>Of the texts where the label was found, the share that has it: TP / (TP + FP).</summary>
    public double Precision => Ratio.Of(TruePositives, Predicted);

    /// <summary>Of the texts that have the label, the share where it was found: TP / (TP + FN).</summary>
    public double Recall => Ratio.Of(TruePositives, Support);

    /// <summary>The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).</summary>
    public double F1 => Ratio.Of(2.0 * TruePositives, (double)Predicted + Support);
}
