namespace EmotionOnnx.Training;

/// <summary>A fine-tuning that was stopped by its caller and can go on.</summary>
public sealed class TrainingStoppedException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="workFolder">Where its state is kept.</param>
    /// <param name="hasCheckpoint">Whether the trainer left a checkpoint; without one a resumed run begins again.</param>
    /// <param name="token">The token that stopped it.</param>
    public TrainingStoppedException(string message, string workFolder, bool hasCheckpoint, CancellationToken token)
        : base(message, token)
    {
        WorkFolder = workFolder;
        HasCheckpoint = hasCheckpoint;
    }

    /// <summary>Where its state is kept.</summary>
    public string WorkFolder { get; }

    /// <summary>Whether the trainer left a checkpoint; without one a resumed run begins again.</summary>
    public bool HasCheckpoint { get; }

    /// <summary>How many runs of a validation are done; their figures are kept, and they are not made again.</summary>
    public int FinishedRuns { get; init; }
}
