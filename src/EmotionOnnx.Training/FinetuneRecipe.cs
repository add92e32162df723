using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training;

/// <summary>
/// What a fine-tuning is told: by a file (<c>recipe.json</c>), by a command line, or by one over the other. Everything may be left out.
/// docs/finetune.md describes the file. Immutable.
/// </summary>
public sealed record FinetuneRecipe
{
    /// <summary>The texts to learn from.</summary>
    public string? Train { get; init; }

    /// <summary>The dev split.</summary>
    public string? Dev { get; init; }

    /// <summary>The test split.</summary>
    public string? Test { get; init; }

    /// <summary>The column with the text.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column with the labels.</summary>
    public string? LabelsColumn { get; init; }

    /// <summary>What stands between two labels of a cell.</summary>
    public char? LabelSeparator { get; init; }

    /// <summary>The column that says to which split a row belongs.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>The column with what must not be divided.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>Dev's share, where it is made of train.</summary>
    public double? DevShare { get; init; }

    /// <summary>Test's share, where it is made of train.</summary>
    public double? TestShare { get; init; }

    /// <summary>The seed of the division.</summary>
    public long? SplitSeed { get; init; }

    /// <summary>The labels to learn, in the model's order.</summary>
    public IReadOnlyList<string>? LabelSet { get; init; }

    /// <summary>Whether labels exclude each other.</summary>
    public LabelKind? Kind { get; init; }

    /// <summary>What the data check lets pass.</summary>
    public DataRisks? Allow { get; init; }

    /// <summary>Whether texts of later splits are left out of earlier ones.</summary>
    public bool? DropLeaks { get; init; }

    /// <summary>The model to begin from.</summary>
    public string? Base { get; init; }

    /// <summary>Files of more data to learn from.</summary>
    public IReadOnlyList<string>? Auxiliary { get; init; }

    /// <summary>Model folders to learn from.</summary>
    public IReadOnlyList<string>? Teachers { get; init; }

    /// <summary>The file of tokens that the base does not know: a token, a tab and its name per line.</summary>
    public string? AddedTokens { get; init; }

    /// <summary>The most tokens of a text in training.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The most tokens of a text that the finished model reads.</summary>
    public int? BundleMaxTokens { get; init; }

    /// <summary>The seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Into how many folds train and dev are divided for cross-validation.</summary>
    public int? Folds { get; init; }

    /// <summary>How many runs with other seeds there are, the first included.</summary>
    public int? Repeats { get; init; }

    /// <summary>The least precision that each label is to have on dev.</summary>
    public double? PrecisionFloor { get; init; }

    /// <summary>The model's name.</summary>
    public string? Name { get; init; }

    /// <summary>The model's version.</summary>
    public string? Version { get; init; }

    /// <summary>The texts' language.</summary>
    public string? Language { get; init; }

    /// <summary>Groupings of the labels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Groups { get; init; }

    /// <summary>More files for the bundle.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>What the figures call the data.</summary>
    public string? DataName { get; init; }

    /// <summary>The hyperparameters.</summary>
    public HyperparameterSettings Hyperparameters { get; init; } = HyperparameterSettings.Empty;

    /// <summary>Reads a recipe. Its paths are relative to its own folder; <c>$NAME</c> at the beginning of one stands for an environment variable.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FinetuneException">It is not there, is no recipe, or names a variable that is not set.</exception>
    public static FinetuneRecipe Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecipeReader.Read(path);
    }

    /// <summary>The runs that <see cref="Folds"/> or <see cref="Repeats"/> ask for; null where neither does.</summary>
    /// <exception cref="FinetuneException">Both do.</exception>
    public ValidationOptions? Validation => (Folds, Repeats) switch
    {
        (null, null) => null,
        ({ } folds, null) => new ValidationOptions { Kind = ValidationKind.Folds, Runs = folds, SplitSeed = SplitSeed ?? 0 },
        (null, { } repeats) => new ValidationOptions { Kind = ValidationKind.Repeats, Runs = repeats },
        _ => throw new FinetuneException("folds and repeats are two ways to the same question: cross-validation changes the texts, repeats change the seed. Give one of them."),
    };

    /// <summary>
    /// This recipe over another: where both say something, this one holds. Folds and repeats count as one thing; a file for dev or test stands in place of the other's split column and
    /// shares, and a split column in place of its shares.
    /// </summary>
    /// <param name="below">The other.</param>
    public FinetuneRecipe Over(FinetuneRecipe below)
    {
        ArgumentNullException.ThrowIfNull(below);
        bool hasSplits = (Dev ?? Test) is not null;
        return new FinetuneRecipe
        {
            Train = Train ?? below.Train,
            Dev = Dev ?? below.Dev,
            Test = Test ?? below.Test,
            TextColumn = TextColumn ?? below.TextColumn,
            LabelsColumn = LabelsColumn ?? below.LabelsColumn,
            LabelSeparator = LabelSeparator ?? below.LabelSeparator,
            SplitColumn = SplitColumn ?? (hasSplits ? null : below.SplitColumn),
            GroupColumn = GroupColumn ?? below.GroupColumn,
            DevShare = DevShare ?? (Dev is null && SplitColumn is null ? below.DevShare : null),
            TestShare = TestShare ?? (hasSplits || SplitColumn is not null ? null : below.TestShare),
            SplitSeed = SplitSeed ?? below.SplitSeed,
            LabelSet = LabelSet ?? below.LabelSet,
            Kind = Kind ?? below.Kind,
            Allow = Allow ?? below.Allow,
            DropLeaks = DropLeaks ?? below.DropLeaks,
            Base = Base ?? below.Base,
            Auxiliary = Auxiliary ?? below.Auxiliary,
            Teachers = Teachers ?? below.Teachers,
            AddedTokens = AddedTokens ?? below.AddedTokens,
            MaxTokens = MaxTokens ?? below.MaxTokens,
            BundleMaxTokens = BundleMaxTokens ?? below.BundleMaxTokens,
            Seed = Seed ?? below.Seed,
            Folds = Folds ?? (Repeats is null ? below.Folds : null),
            Repeats = Repeats ?? (Folds is null ? below.Repeats : null),
            PrecisionFloor = PrecisionFloor ?? below.PrecisionFloor,
            Name = Name ?? below.Name,
            Version = Version ?? below.Version,
            Language = Language ?? below.Language,
            Groups = Groups ?? below.Groups,
            Files = Files ?? below.Files,
            DataName = DataName ?? below.DataName,
            Hyperparameters = Hyperparameters.Over(below.Hyperparameters),
        };
    }

    /// <summary>The names that a recipe and a command line have for risks.</summary>
    /// <param name="name">leaks, unseen-labels or wrong-count.</param>
    /// <exception cref="FinetuneException">There is no such risk.</exception>
    public static DataRisks RiskOf(string name) => name switch
    {
        "leaks" => DataRisks.Leaks,
        "unseen-labels" => DataRisks.UnseenLabels,
        "wrong-count" => DataRisks.WrongCount,
        _ => throw new FinetuneException($"'{name}' can't be allowed; leaks, unseen-labels and wrong-count can."),
    };

    /// <summary>The name that a recipe and a command line have for a risk.</summary>
    /// <param name="risk">One risk.</param>
    public static string NameOf(DataRisks risk) => risk switch
    {
        DataRisks.Leaks => "leaks",
        DataRisks.UnseenLabels => "unseen-labels",
        DataRisks.WrongCount => "wrong-count",
        _ => throw new ArgumentOutOfRangeException(nameof(risk)),
    };
}
