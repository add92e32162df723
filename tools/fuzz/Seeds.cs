using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Valid files to break: the repository's own small tokenizers, and other forms made of them.</summary>
internal static class Seeds
{
    private static readonly string Root = Checkout.Find("tests/EmotionOnnx.Tests/Tokenization/Golden");

    /// <summary>tokenizer.json files.</summary>
    internal static IReadOnlyList<byte[]> Json { get; } =
        [.. Directory.EnumerateFiles(Root, "tokenizer.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>vocab.txt.</summary>
    internal static byte[] Vocabulary { get; } = File.ReadAllBytes(Path.Combine(Root, "vocabulary", "vocab.txt"));

    /// <summary>vocab.json and merges.txt.</summary>
    internal static (byte[] Vocabulary, byte[] Merges) Merges { get; } = MergesOf(Path.Combine(Root, "components", "whole-roberta", "tokenizer.json"));

    /// <summary>tokenizer_config.json files.</summary>
    internal static IReadOnlyList<byte[]> Configs { get; } =
    [
        .. new[] { "BertTokenizer", "RobertaTokenizer", "GPT2Tokenizer", "XLMRobertaTokenizer", "CamembertTokenizer", "AlbertTokenizer", "XLNetTokenizer", "DebertaV2Tokenizer", "MPNetTokenizer", "NoTokenizer" }
            .Select(name => Encoding.UTF8.GetBytes($$"""{ "tokenizer_class": "{{name}}", "do_lower_case": false, "model_max_length": 512, "unk_token": "<unk>", "add_prefix_space": false }""")),
    ];

    /// <summary>SentencePiece models.</summary>
    internal static IReadOnlyList<byte[]> Models { get; } = [.. SentencePieceSeeds.Make(Path.Combine(Root, "components", "whole-xlm-roberta", "tokenizer.json"))];

    /// <summary>Sentences in every script.</summary>
    internal static IReadOnlyList<string> Texts { get; } = ComponentFolder.Texts(Path.Combine(Root, "components", "texts.json"));

    private static (byte[] Vocabulary, byte[] Merges) MergesOf(string file)
    {
        JsonNode model = JsonNode.Parse(File.ReadAllBytes(file))!["model"]!;
        var merges = new StringBuilder("#version: 0.2\n");
        foreach (JsonNode? pair in model["merges"]!.AsArray())
        {
            merges.Append(pair![0]).Append(' ').Append(pair[1]).Append('\n');
        }

        return (JsonSerializer.SerializeToUtf8Bytes(model["vocab"]), Encoding.UTF8.GetBytes(merges.ToString()));
    }
}
