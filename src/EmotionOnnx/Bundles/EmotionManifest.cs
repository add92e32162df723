using System.Text.Json;

namespace EmotionOnnx.Bundles;

/// <summary>Our own emotion.json: what Hugging Face's files do not say. Everything but the schema version may be absent.</summary>
internal sealed record EmotionManifest
{
    public const string FileName = "emotion.json";
    private const int SchemaVersion = 1;

    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "schema_version", "name", "version", "language", "max_tokens", "temperature", "thresholds", "groups", "text_normalization", "metrics", "files",
    };

    public string? Name { get; private init; }

    public string? Version { get; private init; }

    public string? Language { get; private init; }

    public int? MaxTokens { get; private init; }

    public float Temperature { get; private init; } = 1;

    /// <summary>By column, or null.</summary>
    public float[]? Thresholds { get; private init; }

    public IReadOnlyList<LabelGroups> Groups { get; private init; } = [];

    public IReadOnlyList<BundleMetric> Metrics { get; private init; } = [];

    public IReadOnlyList<BundleFile> Files { get; private init; } = [];

    /// <summary>Reads the manifest, or gives an empty one where the folder has none.</summary>
    /// <exception cref="BundleException">It is malformed, or does not fit the labels.</exception>
    public static EmotionManifest Read(string folder, string[] labels)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new EmotionManifest();
        }

        using JsonFile file = JsonFile.Read(path);
        CheckKeys(file);
        return new EmotionManifest
        {
            Name = file.String(file.Root, "name"),
            Version = file.String(file.Root, "version"),
            Language = file.String(file.Root, "language"),
            MaxTokens = file.Integer("max_tokens"),
            Temperature = ReadTemperature(file),
            Thresholds = ReadThresholds(file, labels),
            Groups = ReadGroups(file, labels),
            Metrics = ReadMetrics(file),
            Files = ReadFiles(file),
        };
    }

    /// <summary>Reads the list of files alone, whatever else the folder's files say.</summary>
    /// <exception cref="BundleException">The manifest is malformed.</exception>
    public static IReadOnlyList<BundleFile> ReadFiles(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        using JsonFile file = JsonFile.Read(path);
        CheckKeys(file);
        return ReadFiles(file);
    }

    private static void CheckKeys(JsonFile file)
    {
        int? version = file.Integer("schema_version");
        if (version is null)
        {
            throw new BundleException(file.Path, "'schema_version' is missing.");
        }

        if (version != SchemaVersion)
        {
            throw new BundleException(file.Path, $"'schema_version' is {version}; this version of EmotionOnnx reads {SchemaVersion}. Use a newer one, or export the model again.");
        }

        // A misspelt key would silently leave its default in force.
        foreach (JsonProperty entry in file.Root.EnumerateObject())
        {
            if (!Keys.Contains(entry.Name))
            {
                throw new BundleException(file.Path, $"unknown key '{entry.Name}'; schema {SchemaVersion} has {string.Join(", ", Keys)}.");
            }
        }

        if (file.Array("text_normalization") is { } steps && steps.GetArrayLength() > 0)
        {
            throw new BundleException(file.Path, $"'text_normalization' asks for {steps.GetRawText()}; this version knows no such steps. Use a newer one.");
        }
    }

    private static float ReadTemperature(JsonFile file)
    {
        double temperature = file.Number(file.Root, "temperature") ?? 1;
        // As a float, because that is what divides the logits: 1e-60 would be 0.
        return (float)temperature is > 0 and < float.PositiveInfinity
            ? (float)temperature
            : throw new BundleException(file.Path, FormattableString.Invariant($"'temperature' is {temperature}; it must be over 0."));
    }

    private static float[]? ReadThresholds(JsonFile file, string[] labels)
    {
        if (file.Object(file.Root, "thresholds") is not { } map)
        {
            return null;
        }

        CheckLabels(file, "thresholds", map, labels);
        return [.. labels.Select(label => (float)(file.Number(map, label, "thresholds.") ?? throw new BundleException(file.Path, $"'thresholds.{label}' is null.")))];
    }

    private static List<LabelGroups> ReadGroups(JsonFile file, string[] labels)
    {
        var groups = new List<LabelGroups>();
        if (file.Object(file.Root, "groups") is { } sets)
        {
            foreach (JsonProperty set in sets.EnumerateObject())
            {
                string key = $"groups.{set.Name}";
                if (set.Value.ValueKind != JsonValueKind.Object)
                {
                    throw file.Wrong(key, "an object", set.Value);
                }

                CheckLabels(file, key, set.Value, labels);
                groups.Add(new LabelGroups(set.Name, labels.Select(label =>
                    file.String(set.Value, label, key + ".") is { Length: > 0 } name ? name : throw new BundleException(file.Path, $"'{key}.{label}' is empty."))));
            }
        }

        return groups;
    }

    /// <summary>Each of the model's labels once, and no other.</summary>
    private static void CheckLabels(JsonFile file, string key, JsonElement map, string[] labels)
    {
        var left = new HashSet<string>(labels, StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            if (!left.Remove(entry.Name))
            {
                throw new BundleException(file.Path, $"'{key}' has '{entry.Name}', which is not a label of {ModelConfig.FileName}, or stands twice.");
            }
        }

        if (left.Count > 0)
        {
            throw new BundleException(file.Path, $"'{key}' lacks the label '{left.First()}'{(left.Count > 1 ? $" and {left.Count - 1} more" : string.Empty)}.");
        }
    }

    private static List<BundleMetric> ReadMetrics(JsonFile file)
    {
        var metrics = new List<BundleMetric>();
        if (file.Array("metrics") is { } array)
        {
            foreach (JsonElement entry in array.EnumerateArray())
            {
                string key = $"metrics[{metrics.Count}]";
                if (entry.ValueKind != JsonValueKind.Object)
                {
                    throw file.Wrong(key, "an object", entry);
                }

                string Text(string name) => file.String(entry, name, key + ".") ?? throw new BundleException(file.Path, $"'{key}.{name}' is missing.");
                double value = file.Number(entry, "value", key + ".") ?? throw new BundleException(file.Path, $"'{key}.value' is missing.");
                metrics.Add(new BundleMetric(Text("data"), Text("split"), Text("name"), value, file.String(entry, "processor"), file.String(entry, "command")));
            }
        }

        return metrics;
    }

    private static List<BundleFile> ReadFiles(JsonFile file)
    {
        var files = new List<BundleFile>();
        if (file.Object(file.Root, "files") is { } map)
        {
            foreach (JsonProperty entry in map.EnumerateObject())
            {
                string key = $"files.{entry.Name}";
                if (entry.Value.ValueKind != JsonValueKind.Object)
                {
                    throw file.Wrong(key, "an object", entry.Value);
                }

                // A manifest is data from outside: it must not make us read files elsewhere.
                if (entry.Name.Length == 0 || Path.IsPathRooted(entry.Name) || entry.Name.Split('/', '\\').Any(part => part is "" or "." or ".."))
                {
                    throw new BundleException(file.Path, $"'{key}' is not a file name inside the folder.");
                }

                double size = file.Number(entry.Value, "size", key + ".") ?? throw new BundleException(file.Path, $"'{key}.size' is missing.");
                string hash = file.String(entry.Value, "sha256", key + ".") ?? throw new BundleException(file.Path, $"'{key}.sha256' is missing.");
                if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                {
                    throw new BundleException(file.Path, $"'{key}.sha256' is not 64 hexadecimal digits.");
                }

                files.Add(new BundleFile(entry.Name, (long)size, hash.ToLowerInvariant()));
            }
        }

        return files;
    }
}
