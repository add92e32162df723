using System.Buffers;
using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Lower case code point by code point, whatever the culture.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    internal const string TypeName = "Lowercase";

    private static readonly SearchValues<char> AsciiChars =
        SearchValues.Create([.. Enumerable.Range(0, 128).Select(unit => (char)unit)]);

    internal override bool AllowsCutBeforeSpace => true;

    internal static LowercaseNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new LowercaseNormalizer();
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        text.BeginRewrite();
        int i = 0;
        while (i < chars.Length)
        {
            if (char.IsAscii(chars[i]))
            {
                int count = chars[i..].IndexOfAnyExcept(AsciiChars);
                count = count < 0 ? chars.Length - i : count;
                _ = Ascii.ToLower(chars.Slice(i, count), text.AppendRun(count, i), out _);
                i += count;
            }
            else
            {
                i += Append(text, chars, i);
            }
        }

        text.EndRewrite();
    }

    private static int Append(NormalizedText text, ReadOnlySpan<char> chars, int index)
    {
        CharacterClass kind = CharacterClasses.At(chars, index, out int length);
        if (!kind.Has(CharacterClass.Cased))
        {
            text.CopyRun(index, length);
        }
        else if (chars[index] == Lowercase.DottedCapitalI)
        {
            text.Append('i', index);
            text.Append(Lowercase.DotAbove, index);
        }
        else
        {
            text.Append(Lowercase.Of(length == 1 ? chars[index] : char.ConvertToUtf32(chars[index], chars[index + 1])), index);
        }

        return length;
    }
}
