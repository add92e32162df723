using System.Text.Json;

namespace EmotionOnnx.Cli.Output;

/// <summary>
/// The properties of a result, the same wherever the command writes JSON: labels (the present ones), top, truncated, and
/// on request ranked, scores and groups. A property means the same whatever was asked for.
/// </summary>
internal static class ResultJson
{
    /// <summary>The names of the properties, in order.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["labels", "top", "truncated", "ranked", "scores", "groups"];

    public static void Write(Utf8JsonWriter writer, EmotionResult result, ResultView view)
    {
        WriteLabels(writer, "labels", result.Ranked.Where(label => label.IsPresent), withPresence: false);
        writer.WritePropertyName("top");
        WriteLabel(writer, result.Top, withPresence: false);
        writer.WriteBoolean("truncated", result.IsTruncated);
        if (view.Top is { } top)
        {
            WriteLabels(writer, "ranked", result.Ranked.Take(top), withPresence: true);
        }

        if (view.All)
        {
            writer.WriteStartObject("scores");
            for (int i = 0; i < result.LabelSet.Count; i++)
            {
                writer.WritePropertyName(result.LabelSet.Names[i]);
                writer.WriteScore(result.Scores[i]);
            }

            writer.WriteEndObject();
        }

        if (view.Groups.Count > 0)
        {
            writer.WriteStartObject("groups");
            foreach (string grouping in view.Groups)
            {
                WriteLabels(writer, grouping, result.Group(grouping), withPresence: true);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteLabels(Utf8JsonWriter writer, string name, IEnumerable<LabelScore> labels, bool withPresence)
    {
        writer.WriteStartArray(name);
        foreach (LabelScore label in labels)
        {
            WriteLabel(writer, label, withPresence);
        }

        writer.WriteEndArray();
    }

    private static void WriteLabel(Utf8JsonWriter writer, LabelScore label, bool withPresence)
    {
        writer.WriteStartObject();
        writer.WriteText("label", label.Label);
        writer.WritePropertyName("score");
        writer.WriteScore(label.Score);
        if (withPresence)
        {
            writer.WriteBoolean("present", label.IsPresent);
        }

        writer.WriteEndObject();
    }
}
