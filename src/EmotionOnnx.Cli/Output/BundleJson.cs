using System.Text.Json;

namespace EmotionOnnx.Cli.Output;

/// <summary>A model's folder as one JSON object.</summary>
internal static class BundleJson
{
    public static void Write(Stream output, ModelBundle bundle)
    {
        using var lines = new JsonLinesWriter(output);
        lines.Write(bundle, static (writer, bundle) =>
        {
            writer.WriteText("name", bundle.Name);
            WriteOptional(writer, "version", bundle.Version);
            WriteOptional(writer, "language", bundle.Language);
            writer.WriteText("folder", bundle.Path);
            writer.WriteText("activation", bundle.Labels.Activation switch { Activation.Sigmoid => "sigmoid", Activation.Softmax => "softmax", _ => "none" });
            writer.WriteNumber("max_tokens", bundle.MaxTokens);
            writer.WritePropertyName("temperature");
            writer.WriteScore(bundle.Temperature);
            WriteLabels(writer, bundle.Labels);
            WriteMetrics(writer, bundle.Metrics);
            writer.WriteStartArray("files");
            foreach (BundleFile file in bundle.Files)
            {
                writer.WriteStartObject();
                writer.WriteText("name", file.Name);
                writer.WriteNumber("size", file.Size);
                writer.WriteText("sha256", file.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static void WriteLabels(Utf8JsonWriter writer, LabelSet labels)
    {
        writer.WriteStartArray("labels");
        for (int i = 0; i < labels.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteText("label", labels.Names[i]);
            writer.WritePropertyName("threshold");
            writer.WriteScore(labels.Thresholds[i]);
            writer.WriteStartObject("groups");
            foreach (LabelGroups groups in labels.Groups.Values.OrderBy(groups => groups.Name, StringComparer.Ordinal))
            {
                writer.WriteText(groups.Name, groups.Names[groups.GroupOf(i)]);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMetrics(Utf8JsonWriter writer, IReadOnlyList<BundleMetric> metrics)
    {
        writer.WriteStartArray("metrics");
        foreach (BundleMetric metric in metrics)
        {
            writer.WriteStartObject();
            writer.WriteText("data", metric.Data);
            writer.WriteText("split", metric.Split);
            writer.WriteText("name", metric.Name);
            writer.WriteNumber("value", metric.Value);
            WriteOptional(writer, "processor", metric.Processor);
            WriteOptional(writer, "command", metric.Command);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteText(name, value);
        }
    }
}
