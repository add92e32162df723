namespace EmotionOnnx.Training;

/// <summary>What int8 changes: the float32 graph and the int8 graph on the same texts, both with the bundle's temperature and thresholds. Immutable.</summary>
/// <remarks>The thresholds were chosen on dev with the int8 graph, which favours it there a little.</remarks>
public sealed record QuantizationReport
{
    /// <summary>On dev.</summary>
    public required GraphComparison Dev { get; init; }

    /// <summary>On test; null where there is none.</summary>
    public GraphComparison? Test { get; init; }

    /// <summary>How far the logits are from each other, over dev and test.</summary>
    public required LogitsDifference Logits { get; init; }

    /// <summary>The size of the float32 graph's file in bytes.</summary>
    public required long Float32Bytes { get; init; }

    /// <summary>The size of the int8 graph's file in bytes.</summary>
    public required long Int8Bytes { get; init; }

    /// <summary>The most tokens of a text that both graphs read: those of the training.</summary>
    public required int MaxTokens { get; init; }
}
