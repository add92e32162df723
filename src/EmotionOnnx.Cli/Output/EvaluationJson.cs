using System.Text.Json;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Output;

/// <summary>An evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    public static void Write(Stream output, EvaluationReport report, ModelBundle bundle)
    {
        using var lines = new JsonLinesWriter(output);
        lines.Write((report, bundle), static (writer, state) =>
        {
            (EvaluationReport report, ModelBundle bundle) = state;
            writer.WriteText("data", report.Data);
            writer.WriteText("model", bundle.Version is null ? bundle.Name : $"{bundle.Name} {bundle.Version}");
            writer.WriteText("target", report.Grouping ?? "labels");
            writer.WriteText("decision", report.Decision == Decision.Top ? "top" : "thresholds");
            writer.WriteNumber("unreadable", report.Unreadable);
            writer.WriteNumber("left_out", report.LeftOut);
            writer.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 3));
            writer.WriteStartObject("ignored_labels");
            foreach ((string label, int count) in report.IgnoredLabels)
            {
                writer.WriteNumber(label, count);
            }

            writer.WriteEndObject();
            WriteReport(writer, report.Report);
            writer.WriteStartObject("roll_ups");
            foreach ((string grouping, ClassificationReport rollUp) in report.RollUps)
            {
                writer.WriteStartObject(grouping);
                WriteReport(writer, rollUp);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    private static void WriteReport(Utf8JsonWriter writer, ClassificationReport report)
    {
        writer.WriteNumber("texts", report.Rows);
        WriteAverage(writer, "macro", report.Macro);
        WriteAverage(writer, "micro", report.Micro);
        WriteAverage(writer, "weighted", report.Weighted);
        WriteFigure(writer, "exact_match", report.ExactMatch);
        if (report.ExpectedCalibrationError is { } error)
        {
            WriteFigure(writer, "expected_calibration_error", error);
        }

        if (report.BrierScore is { } brier)
        {
            WriteFigure(writer, "brier_score", brier);
        }

        writer.WriteStartArray("labels");
        foreach (LabelMetrics label in report.Labels)
        {
            writer.WriteStartObject();
            writer.WriteText("label", label.Label);
            WriteFigure(writer, "precision", label.Precision);
            WriteFigure(writer, "recall", label.Recall);
            WriteFigure(writer, "f1", label.F1);
            writer.WriteNumber("support", label.Support);
            writer.WriteNumber("predicted", label.Predicted);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAverage(Utf8JsonWriter writer, string name, AverageMetrics average)
    {
        writer.WriteStartObject(name);
        WriteFigure(writer, "precision", average.Precision);
        WriteFigure(writer, "recall", average.Recall);
        WriteFigure(writer, "f1", average.F1);
        writer.WriteEndObject();
    }

    private static void WriteFigure(Utf8JsonWriter writer, string name, double value) => writer.WriteNumber(name, Math.Round(value, 6));
}
