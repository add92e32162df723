namespace EmotionOnnx.Cli.Output;

/// <summary>What of a result the caller wants to see.</summary>
internal sealed record ResultView
{
    /// <summary>The best so many labels, present or not; null for the present ones.</summary>
    public int? Top { get; init; }

    /// <summary>Every label.</summary>
    public bool All { get; init; }

    /// <summary>Groupings, by name.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
