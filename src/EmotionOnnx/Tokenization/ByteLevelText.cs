using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization;

/// <summary>Rewrites a text as the characters of its bytes in UTF-8 (<see cref="ByteLevelAlphabet"/>).</summary>
internal static class ByteLevelText
{
    /// <summary>Appends the characters of the bytes of some units of the present text to the new one.</summary>
    internal static void Write(NormalizedText text, int start, int end)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        while (start < end)
        {
            int ascii = start;
            while (ascii < end && chars[ascii] < 0x80)
            {
                ascii++;
            }

            if (start < ascii)
            {
                ByteLevelAlphabet.WriteAscii(chars[start..ascii], text.AppendRun(ascii - start, start));
                start = ascii;
            }

            while (start < end && chars[start] >= 0x80)
            {
                start += WriteOther(text, chars, start);
            }
        }
    }

    // Every byte of a code point takes the place of the whole code point.
    private static int WriteOther(NormalizedText text, ReadOnlySpan<char> chars, int index)
    {
        int c = chars[index];
        if (c < 0x800)
        {
            text.Append(ByteLevelAlphabet.CharOf((byte)(0xC0 | (c >> 6))), index);
            text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | (c & 0x3F))), index);
            return 1;
        }

        if (!char.IsHighSurrogate((char)c))
        {
            text.Append(ByteLevelAlphabet.CharOf((byte)(0xE0 | (c >> 12))), index);
            text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | ((c >> 6) & 0x3F))), index);
            text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | (c & 0x3F))), index);
            return 1;
        }

        int scalar = char.ConvertToUtf32((char)c, chars[index + 1]);
        text.Append(ByteLevelAlphabet.CharOf((byte)(0xF0 | (scalar >> 18))), index);
        text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | ((scalar >> 12) & 0x3F))), index);
        text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | ((scalar >> 6) & 0x3F))), index);
        text.Append(ByteLevelAlphabet.CharOf((byte)(0x80 | (scalar & 0x3F))), index);
        return 2;
    }
}
