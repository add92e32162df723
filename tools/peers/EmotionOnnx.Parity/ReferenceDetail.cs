using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>What of an encoding is compared for some texts only.</summary>
/// <param name="Words">The word of each token; -1 for none.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Decoded">The text of the ids without special tokens.</param>
/// <param name="All">The text of the ids with special tokens.</param>
internal sealed record ReferenceDetail(int[] Words, string[] Tokens, string Decoded, string All)
{
    internal static ReferenceDetail Parse(int[] words, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement parts = document.RootElement;
        return new ReferenceDetail(words, [.. parts[0].EnumerateArray().Select(token => token.GetString()!)], parts[1].GetString()!, parts[2].GetString()!);
    }
}
