namespace EmotionOnnx.Training;

/// <summary>One thing that a data check found.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">How much of it, in a sentence, and what to do.</param>
/// <param name="Examples">Some places, each with file, line and the text's beginning.</param>
public sealed record DataProblem(DataProblemKind Kind, string Message, IReadOnlyList<string> Examples)
{
    /// <summary>Whether no training should begin with it; what is allowed does not stop.</summary>
    public bool Stops { get; init; }

    /// <summary>What lets it pass; <see cref="DataRisks.None"/> where nothing does, or where it stops nothing anyway.</summary>
    public DataRisks Risk { get; init; }
}
