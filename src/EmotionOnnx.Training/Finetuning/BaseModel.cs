using System.Text.Json;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>The folder that a training begins from: a Hugging Face folder or one of our bundles.</summary>
internal sealed class BaseModel
{
    private const string ConfigName = "config.json";

    // Without a number BERT's is taken.
    private const int DefaultPositions = 512;

    // Those that count positions from padding_idx + 1, so that this many of max_position_embeddings are not for tokens.
    private static readonly HashSet<string> OffsetPositions = new(StringComparer.Ordinal) { "roberta", "xlm-roberta", "camembert" };

    private static readonly string[] WeightFiles = ["model.safetensors", "pytorch_model.bin", "model.onnx"];

    private BaseModel(string path, string? weights, int positions, int vocabularySize)
    {
        Path = path;
        WeightsPath = weights;
        Positions = positions;
        VocabularySize = vocabularySize;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What the model is made of.</summary>
    public string ConfigPath => System.IO.Path.Combine(Path, ConfigName);

    /// <summary>The file with the weights; null where none of those that we know is there, and a trainer of somebody else's may know better.</summary>
    public string? WeightsPath { get; }

    /// <summary>The most tokens of a text, special tokens included.</summary>
    public int Positions { get; }

    /// <summary>How many tokens it embeds; 0 where config.json does not say.</summary>
    public int VocabularySize { get; }

    /// <exception cref="FinetuneException">The folder is not there, or is no model.</exception>
    public static BaseModel Open(string folder)
    {
        string path = System.IO.Path.GetFullPath(folder);
        string config = System.IO.Path.Combine(path, ConfigName);
        if (!File.Exists(config))
        {
            string what = Directory.Exists(path) ? $"it has no {ConfigName}" : "there is no such folder";
            throw new FinetuneException($"{path}: {what}; a base is a Hugging Face folder ({ConfigName}, model.safetensors, a tokenizer) or a bundle of ours.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(config));
            JsonElement root = json.RootElement;
            int positions = Integer(root, "max_position_embeddings") is > 0 and { } stated ? stated : DefaultPositions;
            if (root.TryGetProperty("model_type", out JsonElement type) && type.ValueKind == JsonValueKind.String && OffsetPositions.Contains(type.GetString()!))
            {
                positions -= (Integer(root, "pad_token_id") ?? 1) + 1;
            }

            string? weights = WeightFiles.Select(name => System.IO.Path.Combine(path, name)).FirstOrDefault(File.Exists);
            return new BaseModel(path, weights, positions, Integer(root, "vocab_size") ?? 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FinetuneException($"{config}: not the JSON object that is expected: {e.Message}", e);
        }
    }

    private static int? Integer(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;
}
