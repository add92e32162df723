namespace EmotionOnnx.Training;

/// <summary>What a fine-tuning is at.</summary>
public abstract record FinetuneProgress
{
    private protected FinetuneProgress()
    {
    }

    /// <summary>The data was checked; nothing in it stops the run.</summary>
    /// <param name="Report">What was found.</param>
    public sealed record DataChecked(DataReport Report) : FinetuneProgress;

    /// <summary>One of several runs begins. What comes until the next of these, or until <see cref="RunEnded"/>, is its own.</summary>
    /// <param name="Name">Which: <c>fold 1</c>, <c>seed 2</c>; <c>the model</c> for the one that makes the model after the folds.</param>
    /// <param name="Number">Its number, from 1, in the order in which they are made.</param>
    /// <param name="Runs">How many there are.</param>
    /// <param name="Seed">Its seed.</param>
    /// <param name="TrainTexts">How many texts it learns from.</param>
    /// <param name="DevTexts">How many texts its epoch, thresholds and temperature are chosen on.</param>
    /// <param name="TestTexts">How many texts it is measured on, and nothing is chosen on; 0: on dev.</param>
    public sealed record RunStarting(string Name, int Number, int Runs, long Seed, int TrainTexts, int DevTexts, int TestTexts) : FinetuneProgress;

    /// <summary>One of several runs is over; that of the model itself ends with the whole.</summary>
    /// <param name="Run">Its figures.</param>
    /// <param name="IsFromBefore">Whether it was made before the fine-tuning was stopped, and not again.</param>
    public sealed record RunEnded(ValidationRun Run, bool IsFromBefore) : FinetuneProgress;

    /// <summary>The trainer is being started.</summary>
    /// <param name="Command">Its command line.</param>
    /// <param name="Hyperparameters">With what.</param>
    public sealed record TrainerStarting(TrainerCommand Command, FinetuneHyperparameters Hyperparameters) : FinetuneProgress;

    /// <summary>The trainer has begun.</summary>
    /// <param name="Steps">How many steps there will be, unless the training ends early.</param>
    /// <param name="Device">Where it runs.</param>
    /// <param name="Precision">In which numbers it computes.</param>
    /// <param name="ResumedFrom">The step that it goes on from; 0 for a fresh run.</param>
    public sealed record TrainingStarted(int Steps, string Device, string Precision, int ResumedFrom) : FinetuneProgress;

    /// <summary>Some steps are done.</summary>
    /// <param name="Number">How many.</param>
    /// <param name="Steps">Of how many.</param>
    /// <param name="Epoch">The epoch, from 1.</param>
    /// <param name="Loss">The loss.</param>
    /// <param name="TextsPerSecond">The rate, where the trainer tells it.</param>
    public sealed record Step(int Number, int Steps, int Epoch, double Loss, double? TextsPerSecond) : FinetuneProgress;

    /// <summary>An epoch is over.</summary>
    /// <param name="Number">Its number, from 1.</param>
    /// <param name="Epochs">Of how many.</param>
    /// <param name="Metrics">What the trainer measured on dev, for example <c>macro_f1</c>, with a threshold of 0.5.</param>
    /// <param name="IsBest">Whether it is the best so far.</param>
    public sealed record EpochEnded(int Number, int Epochs, IReadOnlyDictionary<string, double> Metrics, bool IsBest) : FinetuneProgress;

    /// <summary>A graph was written.</summary>
    /// <param name="File">Its path in the trainer's output.</param>
    public sealed record Exported(string File) : FinetuneProgress;

    /// <summary>Texts are scored by our own inference.</summary>
    /// <param name="What">With which graph, for what.</param>
    /// <param name="Done">How many.</param>
    /// <param name="Total">Of how many.</param>
    public sealed record Measuring(string What, int Done, int Total) : FinetuneProgress;

    /// <summary>Something that is worth a line.</summary>
    /// <param name="Text">The line.</param>
    public sealed record Remark(string Text) : FinetuneProgress;
}
