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
}
