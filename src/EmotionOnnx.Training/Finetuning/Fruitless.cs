using System.Globalization;
using EmotionOnnx.Training.Reporting;
using EmotionOnnx.Training.Reporting.Sections;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>A model that has learned nothing is made and measured like any other; so it is said.</summary>
internal static class Fruitless
{
    /// <summary>What shows that the model has learned nothing; nothing where it has.</summary>
    public static IEnumerable<string> Signs(FinetuneResult result)
    {
        var source = new ReportSource(result);
        double constant = MostFrequentLabels.On(source).Macro.F1;
        if (source.Report.Macro.F1 <= constant)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"on {source.Split} the model is no better than one that always answers {MostFrequentLabels.Label(source)}: macro F1 {source.Report.Macro.F1:0.0000} and {constant:0.0000}. More texts, or other settings, are needed");
        }

        if (result.Calibration.TemperatureFit is { } fit && fit.Temperature >= TemperatureScaler.Maximum - 0.01)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the temperature is the highest there is ({TemperatureScaler.Maximum:0}): what the model is sure of is not what holds on dev");
        }
    }
}
