using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Something before every text that is not empty; it shares the place of the first code point.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    internal const string TypeName = "Prepend";

    internal override bool AllowsCutBeforeSpace => false;

    internal static PrependNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "prepend");
        return new PrependNormalizer(node.String("prepend"));
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        if (chars.IsEmpty)
        {
            return;
        }

        _ = Rune.DecodeFromUtf16(chars, out Rune first, out int length);
        text.BeginRewrite();
        foreach (Rune rune in prefix.EnumerateRunes())
        {
            text.Append(rune.Value, 0);
        }

        // The reference counts the first code point as inserted after the prefix: after none at all, it has no place.
        text.Append(first.Value, prefix.Length == 0 ? NormalizedText.AtBeginning : 0);
        text.CopyRun(length, chars.Length - length);
        text.EndRewrite();
    }
}
