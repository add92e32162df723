namespace EmotionOnnx.Training;

/// <summary>Two graphs of one model on a split. Immutable.</summary>
public sealed record GraphComparison
{
    /// <summary>The float32 graph's figures.</summary>
    public required ClassificationReport FullPrecision { get; init; }

    /// <summary>The int8 graph's figures.</summary>
    public required ClassificationReport Quantized { get; init; }

    /// <summary>How many decisions, one label of one text each, differ.</summary>
    public required int DecisionsThatDiffer { get; init; }

    /// <summary>How many texts have a decision that differs.</summary>
    public required int TextsThatDiffer { get; init; }
}
