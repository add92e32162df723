namespace EmotionOnnx.Training;

/// <summary>Where labelled texts are and how they become splits.</summary>
public sealed record TrainingFiles
{
    /// <summary>The texts to learn from; with a split column, or where dev or test are made of it, those of the other splits too.</summary>
    public required string Train { get; init; }

    /// <summary>The texts on which epochs, thresholds and temperature are chosen.</summary>
    /// <value>Null: they are taken from <see cref="Train"/>.</value>
    public string? Dev { get; init; }

    /// <summary>The texts on which nothing is chosen.</summary>
    /// <value>Null: there are none, unless <see cref="Split"/> gives test a share or a split column names some.</value>
    public string? Test { get; init; }

    /// <summary>How the files are read. Where it names no labels column, <c>labels</c> is taken.</summary>
    /// <value>The defaults.</value>
    public TextTableOptions Table { get; init; } = new();

    /// <summary>Renames the data's labels first.</summary>
    /// <value>Null: they are taken as they are.</value>
    public LabelMap? Map { get; init; }

    /// <summary>The labels to learn, in the model's order.</summary>
    /// <value>Null: those of the data, in ordinal order.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What happens to a label of the data that is none of <see cref="Labels"/>.</summary>
    /// <value>An error.</value>
    public UnknownLabels UnknownLabels { get; init; } = UnknownLabels.Error;

    /// <summary>How splits are made that the files do not bring.</summary>
    /// <value>The defaults.</value>
    public SplitOptions Split { get; init; } = new();

    /// <summary>Whether rows of train whose text is in dev or test too, and rows of dev whose text is in test, are left out.</summary>
    /// <value>False: they are kept, and the data check stops on them.</value>
    public bool DropLeaks { get; init; }
}
