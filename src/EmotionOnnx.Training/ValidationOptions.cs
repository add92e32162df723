namespace EmotionOnnx.Training;

/// <summary>Which runs a fine-tuning makes besides the one that makes the model.</summary>
public sealed record ValidationOptions
{
    /// <summary>What the runs differ in.</summary>
    public required ValidationKind Kind { get; init; }

    /// <summary>
    /// How many, at least 2. Of folds: train and dev are divided into so many parts, and each run holds one of them out; the run that makes the model comes besides. Of repeats: the
    /// run that makes the model, with the seed of the options, is the first of them, and the others have the seeds after it.
    /// </summary>
    public required int Runs { get; init; }

    /// <summary>Another number gives other folds.</summary>
    /// <value>0.</value>
    public long SplitSeed { get; init; }
}
