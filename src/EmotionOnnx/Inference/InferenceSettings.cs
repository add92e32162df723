namespace EmotionOnnx.Inference;

/// <summary>What a pipeline is made with; resolved from the bundle and the caller's options.</summary>
internal sealed record InferenceSettings
{
    public required Device Device { get; init; }

    /// <summary>How many batches run at once.</summary>
    public required int Runners { get; init; }

    /// <summary>The most tokens of a batch, padding included.</summary>
    public required int BatchTokens { get; init; }

    /// <summary>The most tokens of a row, special tokens included.</summary>
    public required int MaxTokens { get; init; }

    public required int Labels { get; init; }

    public required LongText LongText { get; init; }

    public required LogitScorer Scorer { get; init; }

    /// <summary>On which side shorter rows are filled up.</summary>
    public required TokenSide PaddingSide { get; init; }

    /// <summary>On which side a text that is too long is cut.</summary>
    public required TokenSide TruncationSide { get; init; }
}
