namespace EmotionOnnx.Training;

/// <summary>What a data check found. Immutable.</summary>
public sealed record DataReport
{
    /// <summary>Whether labels exclude each other.</summary>
    public required LabelKind Kind { get; init; }

    /// <summary>Whether <see cref="Kind"/> was guessed.</summary>
    public required bool IsKindGuessed { get; init; }

    /// <summary>The labels to learn, in the model's order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>train, dev and, where there is one, test.</summary>
    public required IReadOnlyList<SplitReport> Splits { get; init; }

    /// <summary>Each pair of splits.</summary>
    public required IReadOnlyList<SplitOverlap> Overlaps { get; init; }

    /// <summary>The most tokens of a text that are read.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>What was found, what stops first.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    /// <summary>What was done to the data before: <see cref="DatasetSplits.Remarks"/>.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Whether no training should begin.</summary>
    public bool Stops => Problems.Any(problem => problem.Stops);
}
