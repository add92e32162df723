using System.CommandLine;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion eval</c>: how well a model does on labelled texts.</summary>
internal sealed class EvalCommand
{
    private readonly CliConsole _console;
    private readonly ModelOptions _model = new();
    private readonly LabelOptions _labels = new();

    private readonly Argument<string> _data = new Argument<string>("data") { Description = "Labelled texts: .csv, .tsv or .jsonl; - is standard input.", HelpName = "DATA" }.RefuseEmpty();
    private readonly Option<string> _target = new("--target")
    {
        Description = "In which terms the data is labelled: labels (the model's), ekman, sentiment or another grouping of the model, or auto (labels if all fit, else a grouping that fits).",
        HelpName = "labels|ekman|sentiment|auto",
        DefaultValueFactory = static _ => EvaluationTarget.Auto,
    };

    private readonly Option<string> _decision = new("--decision")
    {
        Description = "thresholds (each label whose score reaches its threshold), or top (the best label alone, for data with one label per text).",
        HelpName = "thresholds|top",
        DefaultValueFactory = static _ => "thresholds",
    };

    private readonly Option<bool> _onlyThere = new("--only-labels-in-data") { Description = "Leaves labels out that no text of the data has." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object with every figure." };

    private EvalCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new EvalCommand(console);
        self._decision.AcceptOnlyFromAmong("thresholds", "top");
        var command = new Command("eval", "Measures the model on labelled texts: macro and micro F1, precision, recall, exact match, each label, roll-ups into the model's groupings, calibration error.")
        {
            self._data,
            self._target,
            self._decision,
            self._onlyThere,
            self._json,
        };
        self._labels.AddTo(command);
        self._model.AddTo(command);
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion eval test.tsv
            emotion eval reviews.csv --text review --labels polarity --target sentiment
            emotion eval tweets.tsv --map tweets-to-ekman.tsv --target ekman --decision top --json
            """,
            ExitCodes.Help);
        return command;
    }

    private int Run(ParseResult result)
    {
        CancellationToken interrupt = _console.ListenForInterrupt();
        LabelMap? map = _labels.Map(result);
        LabelledDataset data = _labels.Load(result.GetValue(_data)!, result, _console, interrupt);
        using EmotionClassifier classifier = ModelLoader.Load(_model.ModelPath(result), _model.Read(result));
        var options = new EvaluationOptions
        {
            Grouping = EvaluationTarget.Choose(result.GetValue(_target)!, classifier.Labels, data, map),
            Decision = result.GetValue(_decision) == "top" ? Decision.Top : Decision.Thresholds,
            OnlyLabelsInData = result.GetValue(_onlyThere),
            Map = map,
            UnknownLabels = _labels.UnknownLabels(result),
        };
        EvaluationReport report = EvaluationBar.Run(_console, progress => Evaluator.Evaluate(classifier, data, options, progress, interrupt));
        if (result.GetValue(_json))
        {
            EvaluationJson.Write(_console.Output, report, classifier.Bundle);
        }
        else
        {
            EvaluationTable.Write(
                SpectreConsole.ForOutput(_console), report, classifier.Labels.HasThresholds, "; --only-labels-in-data leaves them out, --target compares with a grouping");
        }

        return report.Unreadable > 0 ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
    }
}
