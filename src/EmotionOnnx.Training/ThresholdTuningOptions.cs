namespace EmotionOnnx.Training;

/// <summary>How thresholds are tuned.</summary>
public sealed record ThresholdTuningOptions
{
    /// <summary>The lowest threshold given.</summary>
    /// <value>0.01.</value>
    public float Minimum { get; init; } = 0.01f;

    /// <summary>The highest threshold given.</summary>
    /// <value>0.99.</value>
    public float Maximum { get; init; } = 0.99f;

    /// <summary>
    /// A label that fewer texts have gets the one threshold that is best for all labels together (the highest micro-F1): from one
    /// or two texts the best threshold can't be told from an accident.
    /// </summary>
    /// <value>3.</value>
    public int MinimumSupport { get; init; } = 3;

    /// <summary>
    /// How much of what holds is counted by the scores, taken for calibrated probabilities, and not by the labels: with s, a text counts as
    /// (1 - s) y + s p in the F1 that is maximized. 0 to 1; a score outside of that counts as the nearer end.
    /// </summary>
    /// <remarks>
    /// The threshold with the highest F1 on a few dozen texts of a label is in part the accident of these texts. The probabilities say less sharply, but of all
    /// texts, what is to be expected, and steady the choice: tuned on one half of GoEmotions' dev split and measured on the other, macro-F1 is higher with 0.5
    /// than with 0 (docs/finetune.md). It has no say under a <see cref="PrecisionFloor"/>, which is about the labels.
    /// </remarks>
    /// <value>0.5. With 0 the labels alone count: the highest F1 on this very split.</value>
    public double ProbabilityShare { get; init; } = 0.5;

    /// <summary>
    /// The least precision that a label is to have on the split, 0 to 1: of the thresholds that reach it, the one with the highest recall is
    /// given, and not the one with the highest F1.
    /// </summary>
    /// <remarks>
    /// A label that reaches it with no threshold gets <see cref="ThresholdTuner.Never"/>. One with fewer texts than <see cref="MinimumSupport"/>
    /// gets the threshold with which all labels together reach it, unless what it finds of that label is itself under the floor; then never.
    /// Other texts may fall short of it: the threshold is chosen where it is just reached on these.
    /// </remarks>
    /// <value>Null: the highest F1.</value>
    public double? PrecisionFloor { get; init; }
}
