using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Combining marks off. Accented letters in one code point stay: a decomposition goes before in the usual sequences.</summary>
internal sealed class StripAccentsNormalizer : Normalizer
{
    internal const string TypeName = "StripAccents";

    internal override bool AllowsCutBeforeSpace => true;

    internal static StripAccentsNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new StripAccentsNormalizer();
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int mark = NextMark(chars, 0, out int length);
        if (mark < 0)
        {
            return;
        }

        var changes = new TextChanges(text);
        for (; mark >= 0; mark = NextMark(chars, changes.Next, out length))
        {
            changes.CopyTo(mark);
            changes.SkipTo(mark + length);
        }

        changes.CopyTo(chars.Length);
        changes.End();
    }

    private static int NextMark(ReadOnlySpan<char> chars, int from, out int length)
    {
        length = 1;
        for (int i = from; i < chars.Length; i += length)
        {
            length = 1;
            if (chars[i] >= CombiningMarks.First)
            {
                _ = Rune.DecodeFromUtf16(chars[i..], out Rune rune, out length);
                if (CombiningMarks.Contain(rune.Value))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
