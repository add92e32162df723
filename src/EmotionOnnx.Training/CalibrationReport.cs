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

    /// <summary>How honest the probabilities of dev are with temperature 1, to be held against those of <see cref="Dev"/>; null where no temperature was fitted.</summary>
    public ProbabilityQuality? BeforeTemperature { get; init; }

    /// <summary>The least precision that the thresholds were to have on dev; null where the highest F1 was looked for.</summary>
    public double? PrecisionFloor { get; init; }

    /// <summary>The labels that are never found, since they reach <see cref="PrecisionFloor"/> on dev with no threshold.</summary>
    public IReadOnlyList<string> UnderPrecisionFloor => PrecisionFloor is null ? [] : [.. Labels.Names.Where((_, i) => Labels.Thresholds[i] >= ThresholdTuner.Never)];

    /// <summary>The figures on the split that the thresholds were tuned on.</summary>
    public required EvaluationReport Dev { get; init; }

    /// <summary>The figures on the split that nothing was tuned on; null where there is none.</summary>
    public EvaluationReport? Test { get; init; }

    /// <summary>Dev's scores with temperature 1, row-major [texts x labels]; empty where no temperature was fitted.</summary>
    public ReadOnlyMemory<float> DevScoresBefore { get; init; }

    /// <summary>Dev's scores as the calibrated bundle gives them, row-major [texts x labels].</summary>
    public required ReadOnlyMemory<float> DevScores { get; init; }

    /// <summary>Test's scores as the calibrated bundle gives them, row-major [texts x labels]; empty where there is no test split.</summary>
    public ReadOnlyMemory<float> TestScores { get; init; }
}
