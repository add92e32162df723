using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Of equal tokens in a row one; padding goes, and if it cleans up, word delimiters become spaces.</summary>
internal sealed class CtcDecoder(string paddingToken, string wordDelimiter, bool cleansUp) : Decoder
{
    internal const string TypeName = "CTC";

    internal static CtcDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "pad_token", "word_delimiter_token", "cleanup");
        return new CtcDecoder(node.String("pad_token"), node.String("word_delimiter_token"), node.Boolean("cleanup"));
    }

    internal override void Decode(List<string> tokens)
    {
        int kept = 0;
        string? last = null;
        foreach (string token in tokens.ToArray())
        {
            if (token == last)
            {
                continue;
            }

            last = token;
            string text = Replacing.All(token, paddingToken, "");
            if (cleansUp)
            {
                text = Replacing.All(Cleanup.Apply(text), wordDelimiter, " ");
            }

            if (text.Length > 0)
            {
                tokens[kept++] = text;
            }
        }

        tokens.RemoveRange(kept, tokens.Count - kept);
    }
}
