using System.Text.Json;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Output;

/// <summary>A data check as one JSON object.</summary>
internal static class DataJson
{
    public static void Write(Stream output, DataReport report)
    {
        using var lines = new JsonLinesWriter(output);
        lines.Write(report, static (writer, report) =>
        {
            writer.WriteBoolean("stops", report.Stops);
            writer.WriteString("kind", report.Kind == LabelKind.SingleLabel ? "single_label" : "multi_label");
            writer.WriteBoolean("kind_guessed", report.IsKindGuessed);
            writer.WriteNumber("max_tokens", report.MaxTokens);
            WriteTexts(writer, "remarks", report.Remarks);
            WriteTexts(writer, "labels", report.Labels);
            writer.WriteStartObject("splits");
            foreach (SplitReport split in report.Splits)
            {
                WriteSplit(writer, report, split);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("overlaps");
            foreach (SplitOverlap overlap in report.Overlaps)
            {
                writer.WriteStartObject();
                writer.WriteText("first", overlap.First);
                writer.WriteText("second", overlap.Second);
                writer.WriteNumber("rows", overlap.Rows);
                writer.WriteNumber("exact", overlap.Exact);
                writer.WriteNumber("conflicting", overlap.Conflicting);
                writer.WriteNumber("groups", overlap.Groups);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("problems");
            foreach (DataProblem problem in report.Problems)
            {
                writer.WriteStartObject();
                writer.WriteText("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Kind.ToString()));
                writer.WriteBoolean("stops", problem.Stops);
                writer.WriteText("message", problem.Message);
                WriteTexts(writer, "examples", problem.Examples);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static void WriteSplit(Utf8JsonWriter writer, DataReport report, SplitReport split)
    {
        writer.WriteStartObject(split.Name);
        writer.WriteText("source", split.Source);
        writer.WriteNumber("rows", split.Rows);
        writer.WriteNumber("unreadable", split.Unreadable);
        writer.WriteNumber("empty", split.Empty);
        writer.WriteNumber("unlabelled", split.Unlabelled);
        writer.WriteNumber("several_labels", split.SeveralLabels);
        writer.WriteNumber("duplicates", split.Duplicates);
        writer.WriteNumber("conflicts", split.Conflicts);
        if (split.Lengths is { } lengths)
        {
            writer.WriteStartObject("tokens");
            writer.WriteNumber("mean", Math.Round(lengths.Mean, 2));
            writer.WriteNumber("median", lengths.Median);
            writer.WriteNumber("percentile_95", lengths.Percentile95);
            writer.WriteNumber("longest", lengths.Longest);
            writer.WriteNumber("cut", lengths.Cut);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("labels");
        foreach ((int i, string label) in report.Labels.Index())
        {
            writer.WritePropertyName(label);
            writer.WriteNumberValue(split.LabelCounts[i]);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteText(text);
        }

        writer.WriteEndArray();
    }
}
