using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Makes one of all tokens, so that decoders after it see the whole text.</summary>
internal sealed class FuseDecoder : Decoder
{
    internal const string TypeName = "Fuse";

    internal static FuseDecoder Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new FuseDecoder();
    }

    internal override void Decode(List<string> tokens)
    {
        string text = string.Concat(tokens);
        tokens.Clear();
        tokens.Add(text);
    }
}
