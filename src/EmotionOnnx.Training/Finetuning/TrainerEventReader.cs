using System.Text.Json;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Reads a line of a trainer's standard output. What the contract does not ask for is passed over; what it asks for must be there.</summary>
internal static class TrainerEventReader
{
    /// <exception cref="FormatException">The line is none of the contract's; the message says why.</exception>
    public static TrainerEvent Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("it is no JSON object");
            }

            string name = Text(root, "event");
            return name switch
            {
                "start" => new TrainerEvent.Started(Integer(root, "steps", 1), Text(root, "device"), OptionalText(root, "precision") ?? "", OptionalInteger(root, "resumed_from") ?? 0),
                "step" => new TrainerEvent.Stepped(
                    Integer(root, "step", 0), Integer(root, "steps", 1), Integer(root, "epoch", 0), Number(root, "loss"), OptionalNumber(root, "texts_per_second"), OptionalNumber(root, "seconds")),
                "epoch" => new TrainerEvent.EpochEnded(
                    Integer(root, "epoch", 0), Integer(root, "epochs", 1), Metrics(root), root.TryGetProperty("best", out JsonElement best) && best.ValueKind == JsonValueKind.True, OptionalNumber(root, "seconds")),
                "export" => new TrainerEvent.Exported(Text(root, "file")),
                "done" => Done(root),
                _ => throw new FormatException($"there is no event '{name}'; start, step, epoch, export and done are"),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException("it is no JSON", e);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair as an escape.
            throw new FormatException("a text in it is not valid Unicode", e);
        }
    }

    private static TrainerEvent.Done Done(JsonElement root)
    {
        (string? dev, string? test) = (null, null);
        if (root.TryGetProperty("logits", out JsonElement logits) && logits.ValueKind != JsonValueKind.Null)
        {
            if (logits.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("'logits' is no object");
            }

            (dev, test) = (OptionalText(logits, "dev"), OptionalText(logits, "test"));
        }

        return new TrainerEvent.Done(Text(root, "float32"), OptionalText(root, "int8"), dev, test);
    }

    private static Dictionary<string, double> Metrics(JsonElement root)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        if (root.TryGetProperty("metrics", out JsonElement all))
        {
            if (all.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("'metrics' is no object");
            }

            foreach (JsonProperty metric in all.EnumerateObject())
            {
                metrics[metric.Name] = metric.Value.ValueKind == JsonValueKind.Number ? Finite(metric.Value, $"the metric '{metric.Name}'") : throw new FormatException($"the metric '{metric.Name}' is no number");
            }
        }

        return metrics;
    }

    private static string Text(JsonElement root, string name) => OptionalText(root, name) ?? throw new FormatException($"'{name}' is missing");

    private static string? OptionalText(JsonElement root, string name) =>
        !root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw new FormatException($"'{name}' is no text");

    private static int Integer(JsonElement root, string name, int least) =>
        OptionalInteger(root, name) is { } number && number >= least ? number : throw new FormatException(FormattableString.Invariant($"'{name}' must be a whole number of at least {least}"));

    private static int? OptionalInteger(JsonElement root, string name) =>
        !root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw new FormatException($"'{name}' is no whole number");

    private static double Number(JsonElement root, string name) => OptionalNumber(root, name) ?? throw new FormatException($"'{name}' is missing");

    private static double? OptionalNumber(JsonElement root, string name) =>
        !root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number ? Finite(value, $"'{name}'")
        : throw new FormatException($"'{name}' is no number");

    // 1e999 is a number in JSON, and infinite here.
    private static double Finite(JsonElement value, string what) =>
        value.GetDouble() is var number && double.IsFinite(number) ? number : throw new FormatException($"{what} is no finite number");
}
