using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Decoders one after the other.</summary>
internal sealed class DecoderSequence(Decoder[] decoders) : Decoder
{
    internal const string TypeName = "Sequence";

    internal static DecoderSequence Read(JsonNode node)
    {
        node.AllowOnly("type", "decoders");
        return new DecoderSequence([.. node.Require("decoders").Items().Select(ComponentReader.Decoder)]);
    }

    internal override void Decode(List<string> tokens)
    {
        foreach (Decoder decoder in decoders)
        {
            decoder.Decode(tokens);
        }
    }
}
