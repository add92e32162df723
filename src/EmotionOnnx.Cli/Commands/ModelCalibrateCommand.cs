using System.CommandLine;
using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;
using Spectre.Console;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion model calibrate</c>: temperature and thresholds of a model's folder from a dev split.</summary>
internal sealed class ModelCalibrateCommand
{
    private readonly CliConsole _console;
    private readonly LabelOptions _labels = new();

    private readonly Argument<string> _folder = new Argument<string>("dir") { Description = "The model's folder; its emotion.json and README.md are rewritten.", HelpName = "DIR" }.RefuseEmpty();
    private readonly Option<string> _dev = new Option<string>("--dev") { Description = "Labelled texts to choose temperature and thresholds on.", HelpName = "FILE", Required = true }.RefuseEmpty();
    private readonly Option<string?> _test = new Option<string?>("--test") { Description = "Labelled texts to measure on; nothing is chosen on them.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _name = new("--data-name") { Description = "What the figures call the data. Default: the name of the folder in which the dev file lies.", HelpName = "NAME" };
    private readonly Option<bool> _keepTemperature = new("--keep-temperature") { Description = "Leaves the temperature as it is." };
    private readonly Option<bool> _keepThresholds = new("--keep-thresholds") { Description = "Leaves the thresholds as they are." };
    private readonly Option<double?> _precisionFloor = new("--precision-floor") { Description = "The least precision of each label on dev: of the thresholds that reach it the one with the highest recall is taken. Default: the highest F1.", HelpName = "X", CustomParser = Numbers.ZeroToOne };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads it may use. Default: the processors that this process may use.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };

    private ModelCalibrateCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new ModelCalibrateCommand(console);
        var command = new Command("calibrate", "Fits the temperature and tunes the threshold of each label on a dev split, measures, and writes all of it into the folder, with the hash of every file.")
        {
            self._folder,
            self._dev,
            self._test,
            self._name,
            self._keepTemperature,
            self._keepThresholds,
            self._precisionFloor,
            self._threads,
        };
        self._labels.AddTo(command);
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion model calibrate my-model --dev dev.tsv --test test.tsv
            emotion model calibrate my-model --dev dev.tsv --precision-floor 0.9
            """,
            ExitCodes.Help);
        return command;
    }

    private int Run(ParseResult result)
    {
        CancellationToken interrupt = _console.ListenForInterrupt();
        string folder = result.GetValue(_folder)!;
        string devPath = result.GetValue(_dev)!;
        string? testPath = result.GetValue(_test);
        double? floor = result.GetValue(_precisionFloor);
        if (floor is not null && result.GetValue(_keepThresholds))
        {
            throw CliException.Usage("--precision-floor chooses thresholds, and --keep-thresholds leaves them as they are: one of the two.");
        }

        LabelledDataset dev = _labels.Load(devPath, result, _console, interrupt);
        LabelledDataset? test = testPath is null ? null : _labels.Load(testPath, result, _console, interrupt);
        var options = new CalibrationOptions
        {
            DataName = result.GetValue(_name),
            Command = $"emotion model calibrate {folder} --dev {PortablePath.Of(devPath)}{(testPath is null ? "" : $" --test {PortablePath.Of(testPath)}")}{(floor is null ? "" : string.Create(CultureInfo.InvariantCulture, $" --precision-floor {floor}"))}",
            FitTemperature = !result.GetValue(_keepTemperature),
            TuneThresholds = !result.GetValue(_keepThresholds),
            Thresholds = new ThresholdTuningOptions { PrecisionFloor = floor },
            Classifier = new EmotionClassifierOptions { Threads = result.GetValue(_threads) },
            Map = _labels.Map(result),
            UnknownLabels = _labels.UnknownLabels(result),
        };
        CalibrationReport report = Calibrate(folder, dev, test, options, interrupt);
        Write(report);
        return dev.Unreadable.Count + (test?.Unreadable.Count ?? 0) > 0 ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
    }

    private CalibrationReport Calibrate(string folder, LabelledDataset dev, LabelledDataset? test, CalibrationOptions options, CancellationToken interrupt)
    {
        try
        {
            return EvaluationBar.Run(_console, progress => BundleCalibrator.Calibrate(folder, dev, test, options, progress, interrupt));
        }
        catch (ArgumentException e) when (options.Thresholds.PrecisionFloor is not null)
        {
            throw CliException.Usage($"--precision-floor: {TerminalText.Clean(e.Message.Split(" (Parameter ")[0])}", e);
        }
    }

    private void Write(CalibrationReport report)
    {
        IAnsiConsole console = SpectreConsole.ForOutput(_console);
        console.Write(new Text(CalibrationText.OfTemperature(report) + "\n"));
        if (CalibrationText.OfPrecisionFloor(report) is { } floor)
        {
            console.Write(new Text(TerminalText.Clean(floor) + "\n"));
        }

        EvaluationTable.Write(console, report.Test ?? report.Dev, report.Labels.HasThresholds);
        if (report.Test is not null)
        {
            console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"{report.Dev.Data} (dev): macro F1 {report.Dev.Report.Macro.F1:0.0000}, micro F1 {report.Dev.Report.Micro.F1:0.0000}\n")));
        }
    }
}
