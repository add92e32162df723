using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training;

/// <summary>
/// Fine-tunes a model on labelled texts: checks the data, has a trainer train behind a written contract (docs/trainer-contract.md), holds its graph
/// to its logits, calibrates, and puts the bundle in its place when all of it is done.
/// </summary>
public static class Finetuner
{
    /// <summary>
    /// Runs a fine-tuning to its end, or goes on with a stopped one. With <see cref="FinetuneOptions.Validation"/> the runs of a cross-validation, or those with other seeds, come
    /// first; each is told as it begins and ends, leaves its figures alone, and is not made again by a run that goes on.
    /// </summary>
    /// <param name="splits">The texts.</param>
    /// <param name="options">What is made of what.</param>
    /// <param name="progress">Told what is going on; its calls come in order, from this call's thread.</param>
    /// <param name="cancellationToken">Stops the run: the trainer is asked to save a checkpoint and given time for it.</param>
    /// <exception cref="DataCheckException">No training should begin on this data.</exception>
    /// <exception cref="FinetuneException">The base, an option or a folder is not what it must be.</exception>
    /// <exception cref="TrainerException">The trainer failed or broke the contract.</exception>
    /// <exception cref="TrainingStoppedException">The call was cancelled; the run can go on.</exception>
    /// <exception cref="EmotionOnnxException">The base's tokenizer can't be read, or the bundle can't be written.</exception>
    public static FinetuneResult Run(DatasetSplits splits, FinetuneOptions options, IProgress<FinetuneProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(options);
        return new FinetuneJob(FinetunePlan.Make(splits, options, progress, cancellationToken)).Run();
    }
}
