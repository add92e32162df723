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
