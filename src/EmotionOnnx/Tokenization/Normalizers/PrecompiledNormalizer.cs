using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// SentencePiece's rules of normalization, as Hugging Face applies them: a grapheme cluster of less than six bytes as a whole,
/// by the shortest prefix that has a rule; else each of its code points alone.
/// </summary>
internal sealed class PrecompiledNormalizer : Normalizer
{
    internal const string TypeName = "Precompiled";

    // The longest cluster, in bytes of UTF-8, that is looked up as a whole.
    private const int LongestWhole = 5;

    private readonly CharsMap _map;
    private readonly bool[] _plain = new bool[128];

    internal PrecompiledNormalizer(CharsMap map)
    {
        _map = map;
        for (int i = 0; i < _plain.Length; i++)
        {
            // CR is no plain one: with a LF behind it, it is one cluster.
            _plain[i] = i != '\r' && !map.TryFindShortest([(byte)i], out _);
        }
    }

    // A cluster may hold a space that is not its first code point.
    internal override bool AllowsCutBeforeSpace => false;

    internal static PrecompiledNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "precompiled_charsmap");
        try
        {
            return new PrecompiledNormalizer(CharsMap.Read(Convert.FromBase64String(node.String("precompiled_charsmap"))));
        }
        catch (FormatException error)
        {
            throw node.Error($"the precompiled_charsmap can't be read: {error.Message}.");
        }
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int start = PlainEnd(chars, 0);
        if (start == chars.Length)
        {
            return;
        }

        var writer = new PrecompiledWriter(text);
        writer.Keep(chars[..start]);
        while (start < chars.Length)
        {
            int end = PlainEnd(chars, start);
            if (end > start)
            {
                writer.Keep(chars[start..end]);
            }
            else
            {
                end = GraphemeClusters.EndOf(chars, start);
                Rewrite(ref writer, chars[start..end]);
            }

            start = end;
        }

        writer.End();
    }

    // Where the ASCII characters end that are clusters of their own and have no rule.
    private int PlainEnd(ReadOnlySpan<char> chars, int start)
    {
        int i = start;
        while (i < chars.Length && char.IsAscii(chars[i]) && _plain[chars[i]])
        {
            i++;
        }

        // What follows may extend the last one.
        return i > start && i < chars.Length && !char.IsAscii(chars[i]) ? i - 1 : i;
    }

    private void Rewrite(ref PrecompiledWriter writer, ReadOnlySpan<char> cluster)
    {
        Span<byte> bytes = stackalloc byte[LongestWhole];
        if (TryEncode(cluster, bytes, out int length)
            && _map.TryFindShortest(bytes[..length], out ReadOnlySpan<byte> whole))
        {
            writer.Replace(cluster, whole);
            return;
        }

        while (!cluster.IsEmpty)
        {
            _ = Rune.DecodeFromUtf16(cluster, out Rune rune, out int units);
            length = rune.EncodeToUtf8(bytes);
            if (_map.TryFindShortest(bytes[..length], out ReadOnlySpan<byte> part))
            {
                writer.Replace(cluster[..units], part);
            }
            else
            {
                writer.Keep(rune);
            }

            cluster = cluster[units..];
        }
    }

    // Not Encoding.UTF8: where the room is too small, it makes objects.
    private static bool TryEncode(ReadOnlySpan<char> cluster, Span<byte> bytes, out int length)
    {
        length = 0;
        foreach (Rune rune in cluster.Length <= LongestWhole ? cluster.EnumerateRunes() : default)
        {
            if (!rune.TryEncodeToUtf8(bytes[length..], out int count))
            {
                return false;
            }

            length += count;
        }

        return length > 0;
    }
}
