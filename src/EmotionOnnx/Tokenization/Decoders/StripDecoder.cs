using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Takes a character off the ends of each token, so many times at most.</summary>
internal sealed class StripDecoder(Rune content, int start, int stop) : Decoder
{
    internal const string TypeName = "Strip";

    internal static StripDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "content", "start", "stop");
        return new StripDecoder(node.Require("content").AsRune(), node.Integer("start"), node.Integer("stop"));
    }

    internal override void Decode(List<string> tokens)
    {
        ReadOnlySpan<char> mark = content.ToString();
        for (int i = 0; i < tokens.Count; i++)
        {
            ReadOnlySpan<char> token = tokens[i];
            for (int count = 0; count < start && token.StartsWith(mark); count++)
            {
                token = token[mark.Length..];
            }

            for (int count = 0; count < stop && token.EndsWith(mark); count++)
            {
                token = token[..^mark.Length];
            }

            tokens[i] = token.ToString();
        }
    }
}
