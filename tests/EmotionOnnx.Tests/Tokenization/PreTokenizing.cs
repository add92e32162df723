using System.Text.Json;
using EmotionOnnx.Tokenization;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Runs a pre-tokenizer by itself.</summary>
internal static class PreTokenizing
{
    internal static PreTokenizer Read(string json) =>
        ComponentReader.PreTokenizer(new JsonNode("tokenizer.json", "pre_tokenizer", JsonDocument.Parse(json).RootElement));

    internal static PreTokenizer Split(string expression, string behavior = "Isolated", bool invert = false) => Read(JsonSerializer.Serialize(
        new { type = "Split", pattern = new { Regex = expression }, behavior, invert }));

    /// <summary>The pieces of a part of a string that starts at an offset.</summary>
    internal static List<(string Text, int Start, int End)> Pieces(this PreTokenizer preTokenizer, string text, int offset = 0)
    {
        (NormalizedText normalized, SplitList splits) = Apply(preTokenizer, text, offset);
        var pieces = new List<(string, int, int)>();
        foreach (Piece piece in splits.Items)
        {
            pieces.Add((normalized.Chars[piece.Start..piece.End].ToString(), normalized.StartOf(piece.Start), normalized.EndOf(piece.End - 1)));
        }

        return pieces;
    }

    internal static string[] Texts(this PreTokenizer preTokenizer, string text) => [.. preTokenizer.Pieces(text).Select(piece => piece.Text)];

    internal static int Count(this PreTokenizer preTokenizer, string text) => Apply(preTokenizer, text, 0).Splits.Items.Length;

    private static (NormalizedText Text, SplitList Splits) Apply(PreTokenizer preTokenizer, string text, int offset)
    {
        var normalized = new NormalizedText();
        var splits = new SplitList();
        normalized.Load(text, offset, tracks: true);
        splits.BeginRewrite();
        splits.Add(0, text.Length);
        splits.EndRewrite();
        preTokenizer.Apply(normalized, splits, new Scratch());
        return (normalized, splits);
    }
}
