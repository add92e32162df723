using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Spaces again for the character that stands for them; in the first token nothing, where encoding puts one in front.</summary>
internal sealed class MetaspaceDecoder(Rune replacement, bool hasPrefix) : Decoder
{
    internal const string TypeName = "Metaspace";

    internal static MetaspaceDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep");
        _ = node.OptionalString("str_rep");
        _ = node.OptionalBoolean("split");
        bool hasPrefix = node.OptionalString("prepend_scheme") switch
        {
            null or "always" or "first" => true,
            "never" => false,
            string other => throw node.Error($"the prepend_scheme '{other}' is not known. Known: always, first, never."),
        };
        if (hasPrefix && node.OptionalBoolean("add_prefix_space") == false)
        {
            throw node.Error("add_prefix_space is false, which asks for the prepend_scheme 'never'.");
        }

        return new MetaspaceDecoder(node.Require("replacement").AsRune(), hasPrefix);
    }

    internal override void Decode(List<string> tokens)
    {
        string mark = replacement.ToString();
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i].Replace(mark, i == 0 && hasPrefix ? "" : " ", StringComparison.Ordinal);
        }
    }
}
