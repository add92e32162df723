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
        EvaluationTable.Write(ansi, last);
        if (result.Calibration.Test is null)
        {
            Line(ansi, "These figures are of dev, on which thresholds and temperature were chosen: they flatter. --test or --test-share gives honest ones.");
        }
        else
        {
            ClassificationReport dev = result.Calibration.Dev.Report;
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"dev: macro F1 {dev.Macro.F1:0.0000}, micro F1 {dev.Micro.F1:0.0000}"));
        }

        if (result.Calibration.TemperatureFit is { } fit)
        {
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"temperature {result.Calibration.Temperature:0.000} (mean negative log-likelihood on dev {fit.LossBefore:0.0000} before, {fit.LossAfter:0.0000} after)"));
        }

        if (result.TrainerDifference is { } trainer)
        {
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"float32 logits of {trainer.Texts:N0} texts: ours and the trainer's differ by {trainer.Largest:0.0e+0} at most"));
        }

        if (result.QuantizationDifference is { } quantization)
        {
            Line(ansi, string.Create(CultureInfo.InvariantCulture, $"int8 against float32: logits {quantization.RootMeanSquare:0.000} (root mean square), probabilities {quantization.LargestProbability:0.000} at most"));
        }

        string time = result.TrainingTime.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
        Line(ansi, $"Trained in {time}. The model is in {output}: emotion classify --model {output} \"...\"");
    }

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(TerminalText.Clean(text) + "\n"));
}
