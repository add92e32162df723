using System.Globalization;
using System.Text;
using EmotionOnnx.Training.Evaluation;
using EmotionOnnx.Training.Reporting;

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

    /// <summary>What emotion.json says of dev: its figures, those without the temperature, those of the float32 graph.</summary>
    public static IEnumerable<(string Name, double Value)> OfDev(CalibrationReport report, QuantizationReport? quantization) =>
        [.. Figures(report.Dev), .. Before(report), .. OfFloat32(quantization?.Dev)];

    /// <summary>What emotion.json says of test: its figures, those of the float32 graph.</summary>
    public static IEnumerable<(string Name, double Value)> OfTest(EvaluationReport report, QuantizationReport? quantization) =>
        [.. Figures(report), .. OfFloat32(quantization?.Test)];

    /// <summary>Two tables: the figures of each split, and the labels with their thresholds.</summary>
    public static string Markdown(CalibrationReport report, QuantizationReport? quantization, string data, string processor, string? command)
    {
        var text = new StringBuilder();
        EvaluationReport last = report.Test ?? report.Dev;
        string tuned = report.Test is null ? "**on the very texts that temperature and thresholds were chosen on**" : "temperature and thresholds chosen on dev alone";
        Line(text, $"Measured on {data}, {tuned}. Processor: {processor}.{(command is null ? "" : $" Command: {MarkdownText.Code(command)}.")}");
        Line(text, $"Temperature {report.Temperature:0.####}{Effect(report)}. ece: expected calibration error, 15 bins, over all decisions; brier: Brier score.");
        if (quantization is not null)
        {
            Line(text, $"float32_...: the graph before it became int8, with the same temperature and thresholds (float32_agreement: the share of texts that are decided alike); {Differences(quantization)}.");
        }

        if (FloorText(report) is { } floor)
        {
            Line(text, $"{MarkdownText.Escape(floor)}");
        }

        Line(text, $"");
        Line(text, $"| metric | dev ({report.Dev.Report.Rows:N0} texts) |{(report.Test is null ? "" : $" test ({report.Test.Report.Rows:N0} texts) |")}");
        Line(text, $"|---|--:|{(report.Test is null ? "" : "--:|")}");
        Dictionary<string, double>? test = report.Test is null ? null : OfTest(report.Test, quantization).ToDictionary(figure => figure.Name, figure => figure.Value, StringComparer.Ordinal);
        foreach ((string name, double value) in OfDev(report, quantization))
        {
            string cell = test is null ? "" : test.TryGetValue(name, out double number) ? string.Create(CultureInfo.InvariantCulture, $" {number:0.0000} |") : " |";
            Line(text, $"| {name} | {value:0.0000} |{cell}");
        }

        Line(text, $"");
        Line(text, $"Each label on {(report.Test is null ? "dev" : "test")}:");
        Line(text, $"");
        Line(text, $"| label | threshold | precision | recall | F1 | texts |");
        Line(text, $"|---|--:|--:|--:|--:|--:|");
        foreach ((int i, LabelMetrics label) in last.Report.Labels.Index())
        {
            string threshold = report.Labels.HasThresholds ? ThresholdText(report.Labels, i) : "";
            Line(text, $"| {MarkdownText.Escape(label.Label)} | {threshold} | {label.Precision:0.0000} | {label.Recall:0.0000} | {label.F1:0.0000} | {label.Support} |");
        }

        return text.ToString();
    }

    /// <summary>What a precision floor came to; null where there was none.</summary>
    public static string? FloorText(CalibrationReport report)
    {
        if (report.PrecisionFloor is not { } floor)
        {
            return null;
        }

        string never = report.UnderPrecisionFloor is { Count: > 0 } labels ? $" Never found, since they reach it on dev with no threshold: {string.Join(", ", labels)}." : " None falls short of it on dev.";
        return string.Create(CultureInfo.InvariantCulture, $"Precision floor {floor:0.####}: each label has the threshold with the highest recall of those that reach it on dev.{never}");
    }

    /// <summary>A threshold; "never" where no probability reaches it.</summary>
    public static string ThresholdText(LabelSet labels, int label) =>
        labels.Activation == Activation.Sigmoid && labels.Thresholds[label] > 1 ? "never" : labels.Thresholds[label].ToString("0.0000", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, double Value)> Before(CalibrationReport report) =>
        report.BeforeTemperature is { } before ? [("ece_without_temperature", before.ExpectedCalibrationError), ("brier_without_temperature", before.BrierScore)] : [];

    private static IEnumerable<(string Name, double Value)> OfFloat32(GraphComparison? graphs)
    {
        if (graphs is null)
        {
            return [];
        }

        return
        [
            ("float32_macro_f1", graphs.FullPrecision.Macro.F1),
            ("float32_micro_f1", graphs.FullPrecision.Micro.F1),
            ("float32_ece", graphs.FullPrecision.ExpectedCalibrationError ?? 0),
            ("float32_agreement", Ratio.Of(graphs.Quantized.Rows - graphs.TextsThatDiffer, graphs.Quantized.Rows)),
        ];
    }

    private static string Effect(CalibrationReport report) => report.BeforeTemperature is { } before
        ? string.Create(CultureInfo.InvariantCulture, $": the expected calibration error on dev is {before.ExpectedCalibrationError:0.0000} without it and {report.Dev.Report.ExpectedCalibrationError:0.0000} with it")
        : "";

    private static string Differences(QuantizationReport quantization)
    {
        string Of(string split, GraphComparison graphs) =>
            string.Create(CultureInfo.InvariantCulture, $"{graphs.TextsThatDiffer:N0} of {graphs.Quantized.Rows:N0} texts of {split} are decided otherwise");
        return quantization.Test is { } test ? $"{Of("dev", quantization.Dev)}, {Of("test", test)}" : Of("dev", quantization.Dev);
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
