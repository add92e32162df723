using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Part of a result: the first text, the second, or special tokens, with the type id they get.</summary>
/// <param name="Sequence">0 for the first text, 1 for the second, null for special tokens.</param>
/// <param name="TypeId">The type id (segment) of the tokens.</param>
/// <param name="Ids">The special tokens' ids.</param>
/// <param name="Tokens">The special tokens.</param>
internal sealed record TemplatePart(int? Sequence, int TypeId, int[] Ids, string[] Tokens)
{
    internal static TemplatePart Text(int sequence, int typeId) => new(sequence, typeId, [], []);

    internal static TemplatePart Special(int typeId, int[] ids, string[] tokens) => new(null, typeId, ids, tokens);

    /// <summary>Reads an array of a token and its id.</summary>
    internal static (string Token, int Id) TokenAndId(JsonNode node)
    {
        JsonNode[] items = [.. node.Items()];
        return items.Length == 2
            ? (items[0].AsString(), items[1].AsInteger())
            : throw node.Error("expected an array of a token and its id.");
    }
}
