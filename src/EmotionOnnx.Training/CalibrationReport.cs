namespace EmotionOnnx.Training;

/// <summary>What a calibration found and wrote. Immutable.</summary>
public sealed record CalibrationReport
{
    /// <summary>The temperature that now stands in emotion.json.</summary>
    public required float Temperature { get; init; }

    /// <summary>The fit; null where the temperature was left as it was.</summary>
    public TemperatureFit? TemperatureFit { get; init; }

    /// <summary>The labels with the thresholds that now stand in emotion.json.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>The figures on the split that the thresholds were tuned on.</summary>
    public required EvaluationReport Dev { get; init; }

    /// <summary>The figures on the split that nothing was tuned on; null where there is none.</summary>
    public EvaluationReport? Test { get; init; }
}
