namespace EmotionOnnx.Training;

/// <summary>A split in figures.</summary>
public sealed record SplitReport
{
    /// <summary>train, dev or test.</summary>
    public required string Name { get; init; }

    /// <summary>Where its rows come from.</summary>
    public required string Source { get; init; }

    /// <summary>How many texts it has.</summary>
    public required int Rows { get; init; }

    /// <summary>How many rows could not be read.</summary>
    public required int Unreadable { get; init; }

    /// <summary>How many texts are empty, or white space alone.</summary>
    public required int Empty { get; init; }

    /// <summary>How many texts have no label.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>How many texts have more than one label.</summary>
    public required int SeveralLabels { get; init; }

    /// <summary>How many rows have the text of an earlier row; capitals and white space do not count.</summary>
    public required int Duplicates { get; init; }

    /// <summary>How many different texts have rows with different labels.</summary>
    public required int Conflicts { get; init; }

    /// <summary>The lengths in tokens; null where they were not looked at or there are no texts.</summary>
    public TokenLengths? Lengths { get; init; }

    /// <summary>How many texts have each label, in the order of <see cref="DataReport.Labels"/>.</summary>
    public required IReadOnlyList<int> LabelCounts { get; init; }
}
