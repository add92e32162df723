using System.Globalization;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Output;

/// <summary>A calibration in words.</summary>
internal static class CalibrationText
{
    /// <summary>The temperature, and what it changed on dev.</summary>
    public static string OfTemperature(CalibrationReport report)
    {
        string effect = report is { TemperatureFit: { } fit, BeforeTemperature: { } before }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" (on dev, before and after: mean negative log-likelihood {fit.LossBefore:0.0000} and {fit.LossAfter:0.0000}, expected calibration error {before.ExpectedCalibrationError:0.0000} and {report.Dev.Report.ExpectedCalibrationError:0.0000})")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"temperature {report.Temperature:0.000}{effect}");
    }

    /// <summary>Which labels fall short of the precision that was asked for; null where none was.</summary>
    public static string? OfPrecisionFloor(CalibrationReport report) =>
        report.PrecisionFloor is not { } floor ? null
        : report.UnderPrecisionFloor is { Count: > 0 } labels
            ? string.Create(CultureInfo.InvariantCulture, $"precision floor {floor}: with no threshold do these labels reach it on dev, so they are never found: {string.Join(", ", labels)}")
            : string.Create(CultureInfo.InvariantCulture, $"precision floor {floor}: no label falls short of it on dev");
}
