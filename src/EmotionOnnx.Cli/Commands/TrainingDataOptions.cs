using System.CommandLine;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>The options that say which texts a training has, in which splits, with which labels; for <c>finetune</c> and <c>data check</c>.</summary>
internal sealed class TrainingDataOptions
{
    private readonly TableOptions _table = new();

    private readonly Option<string?> _train = new Option<string?>("--train") { Description = "The texts to learn from: .csv, .tsv or .jsonl.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _dev = new Option<string?>("--dev") { Description = "The texts that epochs, thresholds and temperature are chosen on. Default: some of train's.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _test = new Option<string?>("--test") { Description = "The texts to measure on; nothing is chosen on them.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _config = new Option<string?>("--config") { Description = "A recipe (docs/finetune.md); what the command line says goes over it.", HelpName = "RECIPE" }.RefuseEmpty();

    private readonly Option<string?> _labels = new("--labels", "--label", "-l") { Description = "The column (in .jsonl, the property: a string or an array) with the labels. Default: labels.", HelpName = "COLUMN" };

    private readonly Option<char?> _separator = new("--separator")
    {
        Description = "What stands between two labels of a cell: one character, or 'tab'. Default: a comma.",
        HelpName = "CHAR",
        CustomParser = static result => Characters.Parse(result),
    };

    private readonly Option<string?> _splitColumn = new Option<string?>("--split-column") { Description = "The column of train that says train, dev or test.", HelpName = "COLUMN" }.RefuseEmpty();
    private readonly Option<string?> _groupColumn = new Option<string?>("--group-column") { Description = "The column with what must not be divided between splits: author, book, thread.", HelpName = "COLUMN" }.RefuseEmpty();
    private readonly Option<double?> _devShare = new("--dev-share") { Description = "How much of train becomes dev. Default: 0.1, under 1,000 rows 0.2.", HelpName = "X", CustomParser = Numbers.Share };
    private readonly Option<double?> _testShare = new("--test-share") { Description = "How much of train becomes test. Default: nothing.", HelpName = "X", CustomParser = Numbers.Share };
    private readonly Option<int?> _splitSeed = new("--split-seed") { Description = "Another number divides otherwise.", HelpName = "N", CustomParser = Numbers.AtLeast(0) };
    private readonly Option<string?> _labelFile = new Option<string?>("--label-file") { Description = "The labels to learn, one per line, in the model's order. Default: those of the data.", HelpName = "FILE" }.RefuseEmpty();

    private readonly Option<string?> _map = new Option<string?>("--map")
    {
        Description = "Renames the data's labels first: a file with lines of LABEL, a tab, and the new name (several with commas; - drops it).",
        HelpName = "FILE",
    }.RefuseEmpty();

    private readonly Option<string> _unknown = new("--unknown-labels")
    {
        Description = "A label that is none of those to learn: error, or ignore (a text with no other label is left out).",
        HelpName = "error|ignore",
        DefaultValueFactory = static _ => "error",
    };

    private readonly Option<string?> _kind = new("--kind") { Description = "Whether each text has one label (single), or any number (multi). Default: as the data looks.", HelpName = "single|multi" };
    private readonly Option<bool> _dropLeaks = new("--drop-leaks") { Description = "Leaves texts out of train that are in dev or test too, and out of dev those of test." };
    private readonly Option<string[]> _allow = new("--allow") { Description = "Lets pass what the data check stops on: leaks, unseen-labels, wrong-count.", HelpName = "RISK", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _base = new Option<string?>("--base") { Description = "The model to begin from: a Hugging Face folder, or a bundle. Default: the English model in the box.", HelpName = "DIR" }.RefuseEmpty();
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "The most tokens of a text that are read. Default: 128, or what the base takes.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };

    public TrainingDataOptions()
    {
        _unknown.AcceptOnlyFromAmong("error", "ignore");
        _kind.AcceptOnlyFromAmong("single", "multi");
        _allow.AcceptOnlyFromAmong("leaks", "unseen-labels", "wrong-count");
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_train, _dev, _test, _config])
        {
            command.Add(option);
        }

        _table.AddTo(command);
        foreach (Option option in (ReadOnlySpan<Option>)[_labels, _separator, _splitColumn, _groupColumn, _devShare, _testShare, _splitSeed, _labelFile, _map, _unknown, _kind, _dropLeaks, _allow, _base, _maxTokens])
        {
            command.Add(option);
        }
    }

    /// <summary>What the command line says, over the recipe that it names.</summary>
    public FinetuneRecipe Recipe(ParseResult result)
    {
        string[] allowed = result.GetValue(_allow) ?? [];
        var line = new FinetuneRecipe
        {
            Train = result.GetValue(_train),
            Dev = result.GetValue(_dev),
            Test = result.GetValue(_test),
            TextColumn = _table.GivenText(result),
            LabelsColumn = result.GetValue(_labels),
            LabelSeparator = result.GetValue(_separator),
            SplitColumn = result.GetValue(_splitColumn),
            GroupColumn = result.GetValue(_groupColumn),
            DevShare = result.GetValue(_devShare),
            TestShare = result.GetValue(_testShare),
            SplitSeed = result.GetValue(_splitSeed),
            LabelSet = result.GetValue(_labelFile) is { } labels ? LabelFile.Read(labels) : null,
            Kind = result.GetValue(_kind) switch { "single" => LabelKind.SingleLabel, "multi" => LabelKind.MultiLabel, _ => null },
            DropLeaks = result.GetValue(_dropLeaks) ? true : null,
            Allow = allowed.Length == 0 ? null : allowed.Aggregate(DataRisks.None, (risks, name) => risks | FinetuneRecipe.RiskOf(name)),
            Base = result.GetValue(_base),
            MaxTokens = result.GetValue(_maxTokens),
        };
        return result.GetValue(_config) is { } config ? line.Over(FinetuneRecipe.Load(config)) : line;
    }

    /// <summary>Reads the files and makes the splits.</summary>
    public DatasetSplits Load(FinetuneRecipe recipe, ParseResult result, CancellationToken cancellationToken)
    {
        var files = new TrainingFiles
        {
            Train = recipe.Train ?? throw CliException.Usage("--train FILE is missing: the texts to learn from."),
            Dev = recipe.Dev,
            Test = recipe.Test,
            Table = Table(recipe, result) with { SplitColumn = recipe.SplitColumn, GroupColumn = recipe.GroupColumn },
            Map = result.GetValue(_map) is { } map ? LabelMap.Load(map) : null,
            Labels = recipe.LabelSet,
            UnknownLabels = result.GetValue(_unknown) == "ignore" ? UnknownLabels.Ignore : UnknownLabels.Error,
            Split = new SplitOptions { DevShare = recipe.DevShare, TestShare = recipe.TestShare ?? 0, Seed = recipe.SplitSeed ?? 0 },
            DropLeaks = recipe.DropLeaks ?? false,
        };
        if (files.Table.TextColumn == files.Table.LabelsColumn)
        {
            throw CliException.Usage($"--text and --labels name the same column, '{files.Table.TextColumn}'.");
        }

        try
        {
            return DatasetSplits.Load(files, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw CliException.Usage(TerminalText.Clean(e.Message.Split(" (Parameter ")[0]), e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            string missing = new[] { files.Train, files.Dev, files.Test }.OfType<string>().FirstOrDefault(path => !File.Exists(path)) ?? files.Train;
            throw CliException.BadInput($"{missing}: there is no such file.", e);
        }
    }

    /// <summary>Reads a file of more data; its columns are called as those of the main data.</summary>
    public LabelledDataset LoadAuxiliary(string path, FinetuneRecipe recipe, ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            return LabelledDataset.Load(path, Table(recipe, result), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.BadInput($"{path}: there is no such file.", e);
        }
    }

    private TextTableOptions Table(FinetuneRecipe recipe, ParseResult result) => _table.Read(result) with
    {
        TextColumn = recipe.TextColumn ?? "text",
        LabelsColumn = recipe.LabelsColumn ?? "labels",
        LabelSeparator = recipe.LabelSeparator ?? ',',
    };
}
