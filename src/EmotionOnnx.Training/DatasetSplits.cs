using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training;

/// <summary>The splits of a training. Immutable.</summary>
public sealed record DatasetSplits
{
    /// <summary>The texts to learn from.</summary>
    public required LabelledDataset Train { get; init; }

    /// <summary>The texts on which epochs, thresholds and temperature are chosen.</summary>
    public required LabelledDataset Dev { get; init; }

    /// <summary>The texts on which nothing is chosen; null where there are none.</summary>
    public LabelledDataset? Test { get; init; }

    /// <summary>The labels to learn, in the model's order.</summary>
    /// <value>Null: those of the data, in ordinal order.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What was done to the data on the way, each a sentence: splits made, texts left out.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How they were read and divided, for the recipe of the model.</summary>
    /// <value>Null: they do not come from files.</value>
    public TrainingFiles? Files { get; init; }

    /// <summary>The splits by name, those that there are.</summary>
    public IEnumerable<(string Name, LabelledDataset Data)> All =>
        Test is null ? [("train", Train), ("dev", Dev)] : [("train", Train), ("dev", Dev), ("test", Test)];

    /// <summary>Reads the files and makes the splits that they do not bring.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
    /// <exception cref="TextTableException">A column is not there, a label is unknown, a split column has a name that is none, or there are too few texts to divide.</exception>
    /// <exception cref="ArgumentException">Files for dev or test, or a share for test, stand beside what says the same otherwise.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static DatasetSplits Load(TrainingFiles files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new SplitLoader(files, cancellationToken).Load();
    }
}
