using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>The bytes that byte-level characters stand for, as text; bytes that are no UTF-8 become U+FFFD.</summary>
internal sealed class ByteLevelDecoder : Decoder
{
    internal const string TypeName = "ByteLevel";

    internal static ByteLevelDecoder Read(JsonNode node)
    {
        // These fields are of the pre-tokenizer of the same name and say nothing about decoding.
        node.AllowOnly("type", "add_prefix_space", "trim_offsets", "use_regex");
        _ = node.Boolean("add_prefix_space");
        _ = node.Boolean("trim_offsets");
        _ = node.OptionalBoolean("use_regex");
        return new ByteLevelDecoder();
    }

    internal override void Decode(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            // A token with any other character is text as it stands, as added tokens are.
            bool isByteLevel = true;
            foreach (char c in token)
            {
                isByteLevel &= ByteLevelAlphabet.ByteOf(c) >= 0;
            }

            if (isByteLevel)
            {
                foreach (char c in token)
                {
                    bytes.Add((byte)ByteLevelAlphabet.ByteOf(c));
                }
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(token));
            }
        }

        tokens.Clear();
        tokens.Add(Encoding.UTF8.GetString([.. bytes]));
    }
}
