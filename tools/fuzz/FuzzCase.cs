using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>One case: files that are broken in some way, and texts, all from a seed.</summary>
/// <param name="Kind">What the files are.</param>
/// <param name="Load">The file to load; null for the folder.</param>
/// <param name="Files">The files by name.</param>
internal sealed record FuzzCase(string Kind, string? Load, IReadOnlyDictionary<string, byte[]> Files)
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    internal static FuzzCase Make(ref SplitMix random) => random.Next(16) switch
    {
        0 => One("random bytes", ((string[])["tokenizer.json", "vocab.txt", "m.model"])[random.Next(3)], ByteMutator.Random(ref random)),
        1 or 2 or 3 => One("tokenizer.json, bytes", "tokenizer.json", ByteMutator.Mutate(Json(ref random), ref random)),
        4 or 5 => One(".model", "m.model", ByteMutator.Mutate(Seeds.Models[random.Next(Seeds.Models.Count)], ref random)),
        6 => One("vocab.txt", "vocab.txt", ByteMutator.Mutate(Seeds.Vocabulary, ref random)),
        7 => Folder(ref random),
        8 => One("tokenizer.json, whole", "tokenizer.json", Json(ref random)),
        _ => One("tokenizer.json, values", "tokenizer.json", MutatedJson(ref random)),
    };

    /// <summary>Writes the files.</summary>
    /// <returns>What to load.</returns>
    internal string Write(string folder)
    {
        foreach (string old in Directory.EnumerateFiles(folder))
        {
            File.Delete(old);
        }

        foreach ((string name, byte[] content) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        return Load is null ? folder : Path.Combine(folder, Load);
    }

    private static FuzzCase One(string kind, string name, byte[] content) => new(kind, name, new Dictionary<string, byte[]> { [name] = content });

    private static FuzzCase Folder(ref SplitMix random)
    {
        var files = new Dictionary<string, byte[]>();
        byte[] Maybe(byte[] content, ref SplitMix random) => random.Next(2) == 0 ? content : ByteMutator.Mutate(content, ref random);
        if (random.Next(3) > 0)
        {
            files["tokenizer_config.json"] = Maybe(Seeds.Configs[random.Next(Seeds.Configs.Count)], ref random);
        }

        switch (random.Next(4))
        {
            case 0: files["vocab.txt"] = Maybe(Seeds.Vocabulary, ref random); break;
            case 1: files["spiece.model"] = Maybe(Seeds.Models[random.Next(Seeds.Models.Count)], ref random); break;
            default:
                files["vocab.json"] = Maybe(Seeds.Merges.Vocabulary, ref random);
                files["merges.txt"] = Maybe(Seeds.Merges.Merges, ref random);
                break;
        }

        return new FuzzCase("folder", null, files);
    }

    private static byte[] Json(ref SplitMix random) => Seeds.Json[random.Next(Seeds.Json.Count)];

    private static byte[] MutatedJson(ref SplitMix random)
    {
        JsonNode root = JsonNode.Parse(Json(ref random))!;
        JsonMutator.Mutate(root, JsonNode.Parse(Json(ref random))!, ref random);
        return JsonSerializer.SerializeToUtf8Bytes(root, Deep);
    }
}
