using System.Text;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>The tokens &lt;0x00&gt; to &lt;0xFF&gt; that stand for the bytes of what has no token of its own.</summary>
internal static class ByteTokens
{
    /// <summary>The id of each byte's token, or -1.</summary>
    internal static int[] Ids(Vocabulary vocabulary) =>
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.Find(Name(value)))];

    internal static string Name(int value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<0x{value:X2}>");

    /// <summary>Adds the tokens of a text's UTF-8 bytes, each with the range of the whole; adds none where one is missing.</summary>
    internal static bool TryAdd(int[] ids, ReadOnlySpan<char> text, int start, int end, TokenSink sink)
    {
        int added = sink.Count;
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(bytes);
            for (int i = 0; i < count; i++)
            {
                int id = ids[bytes[i]];
                if (id < 0)
                {
                    sink.Truncate(added);
                    return false;
                }

                sink.Add(id, start, end);
            }
        }

        return true;
    }
}
