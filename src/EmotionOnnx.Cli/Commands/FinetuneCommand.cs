using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionOnnx.Cli.Finetuning;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion finetune</c>: labelled texts in, a model out.</summary>
internal sealed class FinetuneCommand
{
    private readonly CliConsole _console;
    private readonly TrainingDataOptions _data = new();

    private readonly Option<string?> _output = new Option<string?>("--output", "-o") { Description = "The folder of the model. It is there when all is done, and not before. Default: here, by the name that the recipe has.", HelpName = "DIR" }.RefuseEmpty();
    private readonly Option<int?> _epochs = new("--epochs") { Description = "How often the texts are gone through. Default: 3, more of few texts.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };
    private readonly Option<int?> _batch = new("--batch-size") { Description = "The texts of one step. Default: 64, fewer of few texts.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };
    private readonly Option<double?> _rate = new("--rate") { Description = "The encoder's highest learning rate. Default: 0.0002.", HelpName = "X", CustomParser = Numbers.Rate };
    private readonly Option<double?> _headRate = new("--head-rate") { Description = "The head's highest learning rate. Default: 0.002.", HelpName = "X", CustomParser = Numbers.Rate };
    private readonly Option<int?> _seed = new("--seed") { Description = "The same one gives the same model on the same processor. Default: 1.", HelpName = "N", CustomParser = Numbers.AtLeast(0) };
    private readonly Option<int?> _folds = new("--folds") { Description = "Cross-validation first: so many runs, each measured on another part of train and dev that it did not see; then the model of all of it.", HelpName = "K", CustomParser = Numbers.AtLeast(2) };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "So many runs with the seeds from --seed on, with mean and deviation; the model is the first's.", HelpName = "N", CustomParser = Numbers.AtLeast(2) };
    private readonly Option<string[]> _set = new("--set") { Description = "Any hyperparameter by its name in recipes: loss=focal, class_weights=balanced, patience=2 ...", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> _auxiliary = new Option<string[]>("--auxiliary") { Description = "One more labelled file to learn from, with labels of its own; the model does not give those. May be given more than once.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false }.RefuseEmpty();
    private readonly Option<string[]> _teacher = new Option<string[]>("--teacher") { Description = "A model with the same labels to learn from beside the labels (distillation). May be given more than once.", HelpName = "DIR", AllowMultipleArgumentsPerToken = false }.RefuseEmpty();
    private readonly Option<string?> _addTokens = new Option<string?>("--add-tokens") { Description = "Tokens that the base does not know, emoji say: a file with lines of TOKEN, a tab, and its name in words.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _device = new("--device") { Description = "Where the training runs. Default: on a GPU where there is one.", HelpName = "auto|cpu|cuda" };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads training and measuring may use. Default: as many as there are.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };
    private readonly Option<string?> _trainer = new Option<string?>("--trainer") { Description = "Another trainer behind the same contract: a command line, {request} standing for the request's path.", HelpName = "COMMAND" }.RefuseEmpty();
    private readonly Option<string?> _python = new Option<string?>("--python") { Description = "The Python that runs our trainer. Default: $PYTHON, or one that has PyTorch.", HelpName = "PATH" }.RefuseEmpty();
    private readonly Option<double?> _timeout = new("--trainer-timeout") { Description = "After so many minutes without a line the trainer counts as hanging. Default: 15.", HelpName = "MINUTES", CustomParser = Numbers.Rate };
    private readonly Option<double?> _precisionFloor = new("--precision-floor") { Description = "The least precision of each label on dev: of the thresholds that reach it the one with the highest recall is taken. Default: the highest F1.", HelpName = "X", CustomParser = Numbers.ZeroToOne };
    private readonly Option<string?> _report = new Option<string?>("--report") { Description = "Where the report is written, as PATH.md and PATH.html; it quotes texts of the data. Default: DIR.report.", HelpName = "PATH" }.RefuseEmpty();
    private readonly Option<bool> _resume = new("--resume") { Description = "Goes on where a stopped run left off." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces a model that is there, or a stopped run." };
    private readonly Option<bool> _keepWork = new("--keep-work") { Description = "Keeps the folder beside the model with the request, the data and the trainer's output." };
    private readonly Option<string?> _name = new Option<string?>("--name") { Description = "The model's name. Default: the folder's.", HelpName = "NAME" }.RefuseEmpty();
    private readonly Option<string?> _language = new Option<string?>("--language") { Description = "The texts' language, for the model card: en, fr ...", HelpName = "TAG" }.RefuseEmpty();
    private readonly Option<string?> _dataName = new Option<string?>("--data-name") { Description = "What the figures call the data. Default: the name of train's file.", HelpName = "NAME" }.RefuseEmpty();
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No progress." };

    private FinetuneCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new FinetuneCommand(console);
        self._device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        var command = new Command("finetune", "Trains a model on labelled texts of your own: checks the data, trains, calibrates, and writes a model for 'emotion classify --model'.") { self._output };
        self._data.AddTo(command);
        foreach (Option option in (ReadOnlySpan<Option>)[
            self._epochs, self._batch, self._rate, self._headRate, self._seed, self._folds, self._repeats, self._set, self._auxiliary, self._teacher, self._addTokens, self._device, self._threads, self._trainer, self._python, self._timeout, self._precisionFloor, self._report,
            self._resume, self._overwrite, self._keepWork, self._name, self._language, self._dataName, self._quiet])
        {
            command.Add(option);
        }

        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion finetune --train train.csv -o my-model
            emotion finetune --train mails.jsonl --text body --labels tags --group-column customer --test-share 0.1 -o my-model
            emotion finetune --train train.tsv --dev dev.tsv --test test.tsv --set class_weights=balanced --epochs 5 -o my-model
            emotion finetune --train train.csv --folds 5 -o my-model
            emotion finetune --config models/emotion-en/recipe.json
            """,
            ExitCodes.Help);
        return command;
    }

    private int Run(ParseResult result)
    {
        CancellationToken interrupt = _console.ListenForInterrupt();
        FinetuneRecipe recipe = Recipe(result);
        _ = OutputOf(recipe, result);
        DatasetSplits splits = _data.Load(recipe, result, interrupt);
        try
        {
            FinetuneOptions options = Options(recipe, result, splits, interrupt);
            FinetuneResult made = FinetuneView.Run(_console, result.GetValue(_quiet), progress => Finetuner.Run(splits, options, progress, interrupt));
            if (made.Validation is not null)
            {
                ValidationTable.Write(_console, made.Validation);
            }

            FinetuneSummary.Write(_console, made, OutputOf(recipe, result));
            return made.Data.Splits.Any(split => split.Unreadable > 0) ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
        }
        catch (DataCheckException e)
        {
            DataProblems.Write(line => _console.Error.WriteLine(TerminalText.Clean(line)), e.Report.Problems);
            throw CliException.BadInput("no training begins on this data ('emotion data check' shows more).", e);
        }
        catch (TrainingStoppedException e)
        {
            string how = e.HasCheckpoint ? "the same command with --resume goes on from the last checkpoint"
                : e.FinishedRuns > 0 ? "there was no checkpoint of this run yet, so the same command with --resume begins it again"
                : "there was no checkpoint yet, so the same command with --resume begins again";
            throw new CliException(ExitCodes.Interrupted, $"{e.Message} {e.WorkFolder} is kept: {how}.", e);
        }
        catch (TrainerException e)
        {
            // More than one line: the trainer's own last words, each to be read.
            foreach (string line in e.Message.Split('\n'))
            {
                _console.Error.WriteLine($"emotion: {TerminalText.Clean(line)}");
            }

            throw CliException.Failed("nothing was written to the output.", e);
        }
    }

    private FinetuneRecipe Recipe(ParseResult result)
    {
        HyperparameterSettings settings = HyperparameterSettings.Empty;
        foreach (string assignment in result.GetValue(_set) ?? [])
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            settings = equals > 0
                ? settings.With(assignment[..equals].Trim().Replace('-', '_'), assignment[(equals + 1)..].Trim())
                : throw CliException.Usage($"--set takes NAME=VALUE, not '{assignment}'.");
        }

        foreach ((string name, object? value) in ((string, object?)[])[
            ("epochs", result.GetValue(_epochs)), ("batch_size", result.GetValue(_batch)), ("encoder_rate", result.GetValue(_rate)), ("head_rate", result.GetValue(_headRate)),
            ("device", result.GetValue(_device)), ("threads", result.GetValue(_threads))])
        {
            settings = value is null ? settings : settings.With(name, FormattableString.Invariant($"{value}"));
        }

        string[] auxiliary = result.GetValue(_auxiliary) ?? [];
        string[] teachers = result.GetValue(_teacher) ?? [];
        var line = new FinetuneRecipe
        {
            Auxiliary = auxiliary.Length == 0 ? null : auxiliary,
            Teachers = teachers.Length == 0 ? null : teachers,
            AddedTokens = result.GetValue(_addTokens),
            Seed = result.GetValue(_seed),
            Folds = result.GetValue(_folds),
            Repeats = result.GetValue(_repeats),
            PrecisionFloor = result.GetValue(_precisionFloor),
            Name = result.GetValue(_name),
            Language = result.GetValue(_language),
            DataName = result.GetValue(_dataName),
            Hyperparameters = settings,
        };
        return line.Over(_data.Recipe(result));
    }

    private FinetuneOptions Options(FinetuneRecipe recipe, ParseResult result, DatasetSplits splits, CancellationToken cancellationToken)
    {
        TimeSpan timeout = TimeSpan.FromMinutes(Math.Clamp(result.GetValue(_timeout) ?? 15, 0.01, 7 * 24 * 60));
        return new FinetuneOptions
        {
            Output = OutputOf(recipe, result),
            Base = ModelOptions.PathOf(recipe.Base),
            Trainer = Trainer(result),
            Kind = recipe.Kind,
            Auxiliary = [.. (recipe.Auxiliary ?? []).Select(path => new AuxiliaryDataset(Path.GetFileNameWithoutExtension(path), _data.LoadAuxiliary(path, recipe, result, cancellationToken)))],
            Teachers = recipe.Teachers ?? [],
            AddedTokens = recipe.AddedTokens is null ? [] : TokenFile.Read(recipe.AddedTokens),
            Hyperparameters = recipe.Hyperparameters.Apply(FinetuneHyperparameters.For(splits.Train.Items.Count)),
            MaxTokens = recipe.MaxTokens,
            BundleMaxTokens = recipe.BundleMaxTokens,
            Seed = recipe.Seed ?? 1,
            Validation = recipe.Validation,
            Thresholds = new ThresholdTuningOptions { PrecisionFloor = recipe.PrecisionFloor },
            Report = result.GetValue(_report) ?? $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(OutputOf(recipe, result)))}.report",
            Allow = recipe.Allow ?? DataRisks.None,
            Resume = result.GetValue(_resume),
            Overwrite = result.GetValue(_overwrite),
            KeepWork = result.GetValue(_keepWork),
            TrainerTimeout = timeout,
            Name = recipe.Name,
            Version = recipe.Version,
            Language = recipe.Language,
            Groups = recipe.Groups ?? new Dictionary<string, IReadOnlyDictionary<string, string>>(),
            Files = recipe.Files ?? [],
            DataName = recipe.DataName,
            Command = CommandLine(result),
            Classifier = new EmotionClassifierOptions { Threads = result.GetValue(_threads) },
        };
    }

    /// <summary>Where the model goes: a recipe that names it makes a folder of that name.</summary>
    private string OutputOf(FinetuneRecipe recipe, ParseResult result) =>
        result.GetValue(_output)
        ?? (result.GetResult(_name) is null && recipe.Name is { } name && name is not ("." or "..") && Path.GetFileName(name) == name ? name
            : throw CliException.Usage("--output DIR (-o) is missing: the folder of the model."));

    private TrainerCommand Trainer(ParseResult result)
    {
        if (result.GetValue(_trainer) is not { } line)
        {
            return TrainerCommand.Default(result.GetValue(_python));
        }

        try
        {
            return result.GetValue(_python) is null ? TrainerCommand.Parse(line) : throw CliException.Usage("--python is for our own trainer; with --trainer the command line names its program.");
        }
        catch (FormatException e)
        {
            throw CliException.Usage($"--trainer: {e.Message}", e);
        }
    }

    /// <summary>The command as it was given, for the model card; what only says how it ran is left out.</summary>
    private string CommandLine(ParseResult result)
    {
        var words = new List<string> { "emotion finetune" };
        foreach (OptionResult option in result.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            if (option.Option != _resume && option.Option != _overwrite && option.Option != _quiet && option.Option != _keepWork && option.Option != _timeout && option.Option != _python && option.Option != _report)
            {
                words.AddRange(option.Tokens.Count == 0 ? [option.Option.Name] : option.Tokens.Select(token => $"{option.Option.Name} {Quoted(PortablePath.Of(token.Value))}"));
            }
        }

        return string.Join(' ', words);
    }

    private static string Quoted(string word) => word.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-_./$=:\\,".Contains(c, StringComparison.Ordinal)) ? $"'{word}'" : word;
}
