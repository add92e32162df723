using System.Globalization;
using System.Text.Json;

namespace EmotionOnnx.Bundles;

/// <summary>What we need of Hugging Face's config.json.</summary>
internal sealed record ModelConfig(string[] Labels, Activation Activation, int? MaxPositions, int? VocabularySize)
{
    public const string FileName = "config.json";

    // Architectures that count positions from padding_idx + 1, so that this many of max_position_embeddings are not for tokens.
    private static readonly HashSet<string> OffsetPositions =
        new(StringComparer.Ordinal) { "roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "longformer", "mpnet", "luke", "mluke", "ibert", "data2vec-text", "roberta-prelayernorm", "xmod", "lilt", "markuplm" };

    /// <exception cref="BundleException">The file is missing or malformed.</exception>
    public static ModelConfig Read(string folder)
    {
        using JsonFile file = JsonFile.Read(Path.Combine(folder, FileName));
        string[] labels = ReadLabels(file);
        return new ModelConfig(labels, ReadActivation(file, labels.Length), ReadMaxPositions(file), file.Integer("vocab_size"));
    }

    private static string[] ReadLabels(JsonFile file)
    {
        if (file.Object(file.Root, "id2label") is not { } map)
        {
            // Hugging Face leaves the map out where it is the default, which has two labels.
            int count = file.Integer("num_labels") ?? 2;
            return count is > 0 and <= 1_000_000
                ? [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"LABEL_{i}"))]
                : throw new BundleException(file.Path, $"'num_labels' is {count}; there must be at least one label.");
        }

        var labels = new SortedDictionary<int, string>();
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            if (!int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            {
                throw new BundleException(file.Path, $"'id2label' has the key '{entry.Name}'; expected the labels' numbers from 0.");
            }

            string label = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw file.Wrong($"id2label.{entry.Name}", "a string", entry.Value);
            if (!labels.TryAdd(index, label))
            {
                throw new BundleException(file.Path, $"'id2label' has the key {index} twice.");
            }
        }

        if (labels.Count == 0 || labels.Keys.First() != 0 || labels.Keys.Last() != labels.Count - 1)
        {
            throw new BundleException(file.Path, "the keys of 'id2label' must be 0, 1, 2 and so on, without a gap.");
        }

        string? twice = labels.Values.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? [.. labels.Values] : throw new BundleException(file.Path, $"'id2label' has the label '{twice}' twice.");
    }

    /// <summary>Hugging Face's rule (transformers, TextClassificationPipeline.postprocess).</summary>
    private static Activation ReadActivation(JsonFile file, int labels) =>
        file.String(file.Root, "problem_type") switch
        {
            "regression" => Activation.None,
            "multi_label_classification" => Activation.Sigmoid,
            "single_label_classification" or null => labels == 1 ? Activation.Sigmoid : Activation.Softmax,
            { } other => throw new BundleException(
                file.Path,
                $"'problem_type' is '{other}'; expected regression, single_label_classification or multi_label_classification."),
        };

    private static int? ReadMaxPositions(JsonFile file)
    {
        if (file.Integer("max_position_embeddings") is not { } positions)
        {
            return null;
        }

        // Relative positions have no end; some configs say so with a negative number.
        if (positions <= 0)
        {
            return null;
        }

        bool offset = OffsetPositions.Contains(file.String(file.Root, "model_type") ?? string.Empty);
        return offset ? positions - ((file.Integer("pad_token_id") ?? 1) + 1) : positions;
    }
}
