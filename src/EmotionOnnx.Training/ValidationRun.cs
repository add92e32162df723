namespace EmotionOnnx.Training;

/// <summary>One run of a validation, in figures. Immutable.</summary>
public sealed record ValidationRun
{
    /// <summary>Which one: <c>fold 1</c>, <c>repeat 1</c> ...</summary>
    public required string Name { get; init; }

    /// <summary>Its seed.</summary>
    public required long Seed { get; init; }

    /// <summary>How many texts it learned from.</summary>
    public required int TrainTexts { get; init; }

    /// <summary>How many texts epoch, thresholds and temperature were chosen on.</summary>
    public required int DevTexts { get; init; }

    /// <summary>The temperature that was chosen on dev.</summary>
    public required float Temperature { get; init; }

    /// <summary>What the finished model (int8 where the bundle is) does on <see cref="ValidationReport.MeasuredOn"/>.</summary>
    public required ClassificationReport Report { get; init; }

    /// <summary>How long the trainer took; what it did between its last epoch's end and a sudden stop is not counted.</summary>
    public required TimeSpan TrainingTime { get; init; }
}
