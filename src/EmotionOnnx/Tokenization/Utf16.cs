using System.Buffers;

namespace EmotionOnnx.Tokenization;

/// <summary>Mends malformed UTF-16.</summary>
internal static class Utf16
{
    private static readonly SearchValues<char> Surrogates =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    /// <summary>
    /// The text itself where it is valid, else a copy in which each unpaired surrogate is U+FFFD, as it is when JavaScript or
    /// Python hands such a text to Rust. The length stays, so offsets do.
    /// </summary>
    internal static ReadOnlySpan<char> Mend(ReadOnlySpan<char> text, Scratch scratch)
    {
        int bad = NextUnpaired(text, 0);
        if (bad < 0)
        {
            return text;
        }

        if (scratch.Mended.Length < text.Length)
        {
            scratch.Mended = new char[text.Length];
        }

        Span<char> mended = scratch.Mended.AsSpan(0, text.Length);
        text.CopyTo(mended);
        for (; bad >= 0; bad = NextUnpaired(text, bad + 1))
        {
            mended[bad] = '\uFFFD';
        }

        return mended;
    }

    private static int NextUnpaired(ReadOnlySpan<char> text, int from)
    {
        while (true)
        {
            int next = text[from..].IndexOfAny(Surrogates);
            if (next < 0)
            {
                return -1;
            }

            from += next;
            if (from + 1 < text.Length && char.IsSurrogatePair(text[from], text[from + 1]))
            {
                from += 2;
            }
            else
            {
                return from;
            }
        }
    }
}
