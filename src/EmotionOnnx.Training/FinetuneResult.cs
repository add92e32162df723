namespace EmotionOnnx.Training;

/// <summary>What a fine-tuning made. Immutable.</summary>
public sealed record FinetuneResult
{
    /// <summary>The bundle's folder.</summary>
    public required string Output { get; init; }

    /// <summary>What it was told.</summary>
    public required FinetuneOptions Options { get; init; }

    /// <summary>What the data check found.</summary>
    public required DataReport Data { get; init; }

    /// <summary>The splits as they were trained and measured on.</summary>
    public required DatasetSplits Splits { get; init; }

    /// <summary>How it was trained.</summary>
    public required FinetuneHyperparameters Hyperparameters { get; init; }

    /// <summary>Thresholds, temperature and figures.</summary>
    public required CalibrationReport Calibration { get; init; }

    /// <summary>Where and in which numbers the trainer computed; null where it did not tell.</summary>
    public FinetuneProgress.TrainingStarted? Training { get; init; }

    /// <summary>The epochs as the trainer told them, those of a run that was stopped and went on too.</summary>
    public required IReadOnlyList<FinetuneProgress.EpochEnded> Epochs { get; init; }

    /// <summary>The logits of the float32 graph, by our own inference.</summary>
    public required SplitLogits FloatLogits { get; init; }

    /// <summary>The logits of the graph that is in the bundle, by our own inference.</summary>
    public required SplitLogits BundleLogits { get; init; }

    /// <summary>Our float32 logits against the trainer's, over dev and test; null where the trainer gave none.</summary>
    public LogitsDifference? TrainerDifference { get; init; }

    /// <summary>The int8 graph's logits against the float32 graph's, over dev and test; null where the bundle's graph is float32.</summary>
    public LogitsDifference? QuantizationDifference { get; init; }

    /// <summary>What the other runs came to; null where no validation was asked for.</summary>
    public ValidationReport? Validation { get; init; }

    /// <summary>The int8 graph's figures against the float32 graph's; null where the bundle's graph is float32.</summary>
    public QuantizationReport? Quantization { get; init; }

    /// <summary>How long the trainer took; where it was killed and went on, without what came after the last epoch's end before.</summary>
    public required TimeSpan TrainingTime { get; init; }

    /// <summary>When the bundle was done.</summary>
    public required DateTimeOffset Finished { get; init; }
}
