namespace EmotionOnnx.Training;

/// <summary>What a calibration of a bundle does, and what it notes.</summary>
public sealed record CalibrationOptions
{
    /// <summary>What the metrics call the data.</summary>
    /// <value>Null: the name of the folder in which the dev split lies.</value>
    public string? DataName { get; init; }

    /// <summary>The command that gives the figures, noted beside them.</summary>
    /// <value>Null: none is noted.</value>
    public string? Command { get; init; }

    /// <summary>Whether the temperature is fitted; else the bundle's own stays.</summary>
    /// <value>True.</value>
    public bool FitTemperature { get; init; } = true;

    /// <summary>Whether thresholds are tuned; else the bundle's own stay. Single-label models (softmax) get none.</summary>
    /// <value>True.</value>
    public bool TuneThresholds { get; init; } = true;

    /// <summary>How thresholds are tuned. A precision floor is an error with single-label models, which give one label whatever its score.</summary>
    /// <value>The defaults.</value>
    public ThresholdTuningOptions Thresholds { get; init; } = new();

    /// <summary>How the classifier runs; its temperature, activation, threshold and hash check are set by the calibration.</summary>
    /// <value>The defaults.</value>
    public EmotionClassifierOptions Classifier { get; init; } = new();

    /// <summary>Renames the data's labels first.</summary>
    /// <value>Null: they are taken as they are.</value>
    public LabelMap? Map { get; init; }

    /// <summary>What happens to a label that the classifier does not have.</summary>
    /// <value>An error.</value>
    public UnknownLabels UnknownLabels { get; init; } = UnknownLabels.Error;
}
