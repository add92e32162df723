using System.Globalization;
using System.Text;

namespace EmotionOnnx.Training.Calibration;

/// <summary>An evaluation's figures as emotion.json and the model card give them.</summary>
internal static class MetricsTable
{
    /// <summary>The figures by name.</summary>
    public static IEnumerable<(string Name, double Value)> Figures(EvaluationReport report)
    {
        yield return ("macro_f1", report.Report.Macro.F1);
        yield return ("macro_precision", report.Report.Macro.Precision);
        yield return ("macro_recall", report.Report.Macro.Recall);
        yield return ("micro_f1", report.Report.Micro.F1);
        yield return ("exact_match", report.Report.ExactMatch);
        if (report.Report.ExpectedCalibrationError is { } error)
        {
            yield return ("ece", error);
        }

        if (report.Report.BrierScore is { } brier)
        {
            yield return ("brier", brier);
        }

        foreach ((string grouping, ClassificationReport rolledUp) in report.RollUps)
        {
            yield return ($"{grouping}_macro_f1", rolledUp.Macro.F1);
            yield return ($"{grouping}_micro_f1", rolledUp.Micro.F1);
        }
    }

    /// <summary>Two tables: the figures of each split, and the labels with their thresholds.</summary>
    public static string Markdown(CalibrationReport report, string data, string processor, string? command)
    {
        var text = new StringBuilder();
        EvaluationReport last = report.Test ?? report.Dev;
        string tuned = report.Test is null ? "**on the very texts that temperature and thresholds were chosen on**" : "temperature and thresholds chosen on dev alone";
        Line(text, $"Measured on {data}, {tuned}. Processor: {processor}.{(command is null ? "" : $" Command: `{command}`.")}");
        Line(text, $"Temperature {report.Temperature:0.####}. ece: expected calibration error, 15 bins, over all decisions; brier: Brier score.");
        Line(text, $"");
        Line(text, $"| metric | dev ({report.Dev.Report.Rows:N0} texts) |{(report.Test is null ? "" : $" test ({report.Test.Report.Rows:N0} texts) |")}");
        Line(text, $"|---|--:|{(report.Test is null ? "" : "--:|")}");
        foreach ((string name, double value) in Figures(report.Dev))
        {
            string test = report.Test is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {Figures(report.Test).Single(figure => figure.Name == name).Value:0.0000} |");
            Line(text, $"| {name} | {value:0.0000} |{test}");
        }

        Line(text, $"");
        Line(text, $"Each label on {(report.Test is null ? "dev" : "test")}:");
        Line(text, $"");
        Line(text, $"| label | threshold | precision | recall | F1 | texts |");
        Line(text, $"|---|--:|--:|--:|--:|--:|");
        foreach ((int i, LabelMetrics label) in last.Report.Labels.Index())
        {
            string threshold = report.Labels.HasThresholds ? report.Labels.Thresholds[i].ToString("0.0000", CultureInfo.InvariantCulture) : "";
            Line(text, $"| {label.Label} | {threshold} | {label.Precision:0.0000} | {label.Recall:0.0000} | {label.F1:0.0000} | {label.Support} |");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
