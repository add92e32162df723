using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;
using Spectre.Console;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>What a fine-tuning made, for a person.</summary>
internal static class FinetuneSummary
{
    public static void Write(CliConsole console, FinetuneResult result, string output)
    {
        IAnsiConsole ansi = SpectreConsole.ForOutput(console);
        EvaluationReport last = result.Calibration.Test ?? result.Calibration.Dev;
        EvaluationTable.Write(ansi, last, result.Calibration.Labels.HasThresholds);
        if (result.Calibration.Test is null)
        {
            string honest = result.Validation?.Kind == ValidationKind.Folds ? "Those of the folds, above, are honest." : "--test or --test-share gives honest ones.";
            Line(ansi, $"These figures are of dev, on which thresholds and temperature were chosen: they flatter. {honest}");
        }
        else
        {
            ClassificationReport dev = result.Calibration.Dev.Report;
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"dev: macro F1 {dev.Macro.F1:0.0000}, micro F1 {dev.Micro.F1:0.0000}"));
        }

        if (result.Calibration.TemperatureFit is not null)
        {
            Line(ansi, CalibrationText.OfTemperature(result.Calibration));
        }

        if (CalibrationText.OfPrecisionFloor(result.Calibration) is { } floor)
        {
            Line(ansi, floor);
        }

        if (result.TrainerDifference is { } trainer)
        {
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"float32 logits of {trainer.Texts:N0} texts: ours and the trainer's differ by {trainer.Largest:0.0e+0} at most"));
        }

        if (result.Quantization is { } quantization)
        {
            (string split, GraphComparison graphs) = quantization.Test is { } test ? ("test", test) : ("dev", quantization.Dev);
            Line(ansi, string.Create(
                CultureInfo.InvariantCulture,
                $"int8 against float32 on {split}: macro F1 {graphs.Quantized.Macro.F1:0.0000} and {graphs.FullPrecision.Macro.F1:0.0000}, {graphs.TextsThatDiffer:N0} of {graphs.Quantized.Rows:N0} texts decided otherwise, logits {quantization.Logits.RootMeanSquare:0.000} apart (root mean square)"));
        }

        if (result.Options.Report is { } report)
        {
            (string markdown, string html) = FinetuneReport.PathsOf(report);
            Line(ansi, $"The report, which quotes texts of the data: {html} and {Path.GetFileName(markdown)}");
        }

        string time = result.TrainingTime.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
        Line(ansi, $"Trained in {time}. The model is in {output}: emotion classify --model {output} \"...\"");
    }

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(TerminalText.Clean(text) + "\n"));
}
