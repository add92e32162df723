using System.Text.Json;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>The small tokenizers that golden.mjs wrote, by name.</summary>
internal static class GoldenTokenizers
{
    public static string PathOf(params string[] parts) => Repository.Path(["tests", "EmotionOnnx.Tests", "Tokenization", "Golden", .. parts]);

    public static Tokenizer Load(string name) => Tokenizer.Load(PathOf(name));

    /// <summary>The sentences of texts.json that are valid UTF-16, and some that are not.</summary>
    public static string[] Texts { get; } =
    [
        .. JsonDocument.Parse(File.ReadAllText(PathOf("texts.json"))).RootElement.EnumerateArray()
            .Where(item => !item.GetRawText().Contains("\\ud", StringComparison.Ordinal)).Select(item => item.GetString()!),
        "lone \ud800 and \udc00 and \ud83d\ude00\ud83d",
    ];
}
