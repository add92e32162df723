using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.AddedTokens;

/// <summary>A token that is found in the text itself, before the model sees it.</summary>
/// <param name="Content">Its text.</param>
/// <param name="IsSingleWord">It counts only where no word's character stands beside it.</param>
/// <param name="StripsLeft">It takes the white space on its left along.</param>
/// <param name="StripsRight">It takes the white space on its right along.</param>
/// <param name="IsNormalized">It is looked for in normalized form in the normalized text, else as it is in the text as it is.</param>
/// <param name="IsSpecial">Decoding leaves it out, if so asked.</param>
internal sealed record AddedToken(string Content, bool IsSingleWord, bool StripsLeft, bool StripsRight, bool IsNormalized, bool IsSpecial)
{
    internal static AddedToken Special(string content) => new(content, false, false, false, false, true);

    internal static AddedToken Read(JsonNode node)
    {
        node.AllowOnly("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
        // The id is checked and not used: it follows from the vocabulary, as in the reference.
        _ = node.Integer("id");
        bool isSpecial = node.Boolean("special");
        return new AddedToken(
            node.String("content"),
            node.Boolean("single_word"),
            node.Boolean("lstrip"),
            node.Boolean("rstrip"),
            node.Boolean("normalized"),
            isSpecial);
    }
}
