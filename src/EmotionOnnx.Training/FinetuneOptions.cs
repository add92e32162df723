namespace EmotionOnnx.Training;

/// <summary>What a fine-tuning makes of what.</summary>
public sealed record FinetuneOptions
{
    /// <summary>The bundle's folder. It is there when everything is done, and not before.</summary>
    public required string Output { get; init; }

    /// <summary>The model to begin from: a Hugging Face folder or one of our bundles, with its tokenizer.</summary>
    public required string Base { get; init; }

    /// <summary>The program that trains.</summary>
    public required TrainerCommand Trainer { get; init; }

    /// <summary>Whether labels exclude each other.</summary>
    /// <value>Null: it is guessed from the data.</value>
    public LabelKind? Kind { get; init; }

    /// <summary>How it trains.</summary>
    /// <value>Null: what suits the number of texts, <see cref="FinetuneHyperparameters.For"/>.</value>
    public FinetuneHyperparameters? Hyperparameters { get; init; }

    /// <summary>The most tokens of a text in training, special tokens included.</summary>
    /// <value>Null: 128, or what the base takes if that is less.</value>
    public int? MaxTokens { get; init; }

    /// <summary>The most tokens of a text that the finished model reads.</summary>
    /// <value>Null: as in training.</value>
    public int? BundleMaxTokens { get; init; }

    /// <summary>The seed: the same one gives the same model on the same processor. At least 0.</summary>
    /// <value>1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Runs besides the one that makes the model, to see how much one run proves: cross-validation, or other seeds.</summary>
    /// <value>Null: none.</value>
    public ValidationOptions? Validation { get; init; }

    /// <summary>More data sets that are learned from in the same run, each with a head of its own.</summary>
    /// <value>None.</value>
    public IReadOnlyList<AuxiliaryDataset> Auxiliary { get; init; } = [];

    /// <summary>
    /// Model folders with the same labels (in any order) whose logits are learned from beside the labels (distillation); of several, the mean of their probabilities.
    /// </summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Tokens that the base does not know.</summary>
    /// <value>None.</value>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>What the data check lets pass.</summary>
    /// <value>Nothing.</value>
    public DataRisks Allow { get; init; }

    /// <summary>Whether a stopped run goes on.</summary>
    /// <value>False.</value>
    public bool Resume { get; init; }

    /// <summary>Whether what is there already is replaced: the output, or a stopped run's work.</summary>
    /// <value>False: it is an error.</value>
    public bool Overwrite { get; init; }

    /// <summary>Whether the work folder stays when all is done: the request, the data, the trainer's output.</summary>
    /// <value>False.</value>
    public bool KeepWork { get; init; }

    /// <summary>How long the trainer may write nothing.</summary>
    /// <value>15 minutes.</value>
    public TimeSpan TrainerTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the trainer gets to save a checkpoint when the call is cancelled.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How thresholds are chosen on dev. A precision floor is an error where labels exclude each other.</summary>
    /// <value>The defaults.</value>
    public ThresholdTuningOptions Thresholds { get; init; } = new();

    /// <summary>
    /// Where the <see cref="FinetuneReport"/> is written, without <c>.md</c> and <c>.html</c>; outside <see cref="Output"/>, since it quotes texts of the data.
    /// Both files are there when the bundle is, and not before; <see cref="Overwrite"/> is for them too.
    /// </summary>
    /// <value>Null: none is written.</value>
    public string? Report { get; init; }

    /// <summary>The model's name.</summary>
    /// <value>Null: the output folder's.</value>
    public string? Name { get; init; }

    /// <summary>The model's version.</summary>
    /// <value>Null: none is written.</value>
    public string? Version { get; init; }

    /// <summary>The texts' language (BCP 47).</summary>
    /// <value>Null: none is written.</value>
    public string? Language { get; init; }

    /// <summary>Groupings of the labels: for each, every label's group.</summary>
    /// <value>None.</value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Groups { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>More files for the bundle, for example a licence; a <c>README.md</c> among them stands in place of the model card that is made otherwise.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the figures call the data.</summary>
    /// <value>Null: the name of train's file.</value>
    public string? DataName { get; init; }

    /// <summary>The command that makes the model, noted in its card.</summary>
    /// <value>Null: none is noted.</value>
    public string? Command { get; init; }

    /// <summary>How the finished model runs while it is measured.</summary>
    /// <value>The defaults.</value>
    public EmotionClassifierOptions Classifier { get; init; } = new();
}
