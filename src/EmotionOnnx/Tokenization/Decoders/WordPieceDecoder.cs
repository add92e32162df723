using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Continuing tokens join what is before them without their prefix, all others after a space.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : Decoder
{
    internal const string TypeName = "WordPiece";

    internal static WordPieceDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "prefix", "cleanup");
        return new WordPieceDecoder(node.String("prefix"), node.Boolean("cleanup"));
    }

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            if (i > 0)
            {
                token = token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
            }

            tokens[i] = cleansUp ? Cleanup.Apply(token) : token;
        }
    }
}
