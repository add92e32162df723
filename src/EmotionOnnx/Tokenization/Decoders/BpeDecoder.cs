using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>A space for the suffix that ends a word; nothing for that of the last token.</summary>
internal sealed class BpeDecoder(string suffix) : Decoder
{
    internal const string TypeName = "BPEDecoder";

    internal static BpeDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "suffix");
        return new BpeDecoder(node.String("suffix"));
    }

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = Replacing.All(tokens[i], suffix, i == tokens.Count - 1 ? "" : " ");
        }
    }
}
