using System.Text.Json;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Reads the truncation and the padding that a tokenizer.json declares.</summary>
internal static class OptionsReader
{
    internal static Truncation Truncation(JsonNode node)
    {
        node.AllowOnly("direction", "max_length", "strategy", "stride");
        int maxLength = node.Integer("max_length");
        int stride = node.Integer("stride");
        if (maxLength == 0 || stride >= maxLength)
        {
            throw node.Error($"a max_length of {maxLength} with a stride of {stride} leaves nothing of a text.");
        }

        TruncationStrategy strategy = node.String("strategy") switch
        {
            "LongestFirst" => TruncationStrategy.LongestFirst,
            "OnlyFirst" => TruncationStrategy.OnlyFirst,
            "OnlySecond" => TruncationStrategy.OnlySecond,
            string other => throw node.Error($"the strategy '{other}' is none of LongestFirst, OnlyFirst, OnlySecond."),
        };
        return EmotionOnnx.Truncation.To(maxLength, stride, Side(node, "direction"), strategy);
    }

    internal static Padding Padding(JsonNode node)
    {
        node.AllowOnly("strategy", "direction", "pad_to_multiple_of", "pad_id", "pad_type_id", "pad_token");
        int multiple = Math.Max(1, node.Find("pad_to_multiple_of") is { } multiples ? Tokens(multiples) : 1);
        TokenSide side = Side(node, "direction");
        int id = node.Integer("pad_id");
        int typeId = node.Integer("pad_type_id");
        string token = node.String("pad_token");
        JsonNode strategy = node.Require("strategy");
        if (strategy.Element.ValueKind == JsonValueKind.Object)
        {
            strategy.AllowOnly("Fixed");
            return EmotionOnnx.Padding.Fixed(Tokens(strategy.Require("Fixed")), multiple, side, id, typeId, token);
        }

        return strategy.AsString() == "BatchLongest"
            ? EmotionOnnx.Padding.Longest(multiple, side, id, typeId, token)
            : throw strategy.Error("expected \"BatchLongest\" or {\"Fixed\": length}.");
    }

    private static int Tokens(JsonNode node) => node.AsInteger() is var count && count <= EmotionOnnx.Padding.MostTokens
        ? count
        : throw node.Error($"{count} tokens are more than the {EmotionOnnx.Padding.MostTokens} that a text may be padded to.");

    private static TokenSide Side(JsonNode node, string name) => node.OptionalString(name) switch
    {
        null or "Right" => TokenSide.Right,
        "Left" => TokenSide.Left,
        string other => throw node.Error($"the {name} '{other}' is neither Left nor Right."),
    };
}
