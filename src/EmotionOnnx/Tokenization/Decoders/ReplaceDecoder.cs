using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Another text for every occurrence of one in each token.</summary>
internal sealed class ReplaceDecoder(string pattern, string content) : Decoder
{
    internal const string TypeName = "Replace";

    internal static ReplaceDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "pattern", "content");
        JsonNode pattern = node.Require("pattern");
        pattern.AllowOnly("String");
        return new ReplaceDecoder(pattern.String("String"), node.String("content"));
    }

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = Replacing.All(tokens[i], pattern, content);
        }
    }
}
