using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>
/// The characters that stand for bytes in byte-level BPE, as GPT-2 chose them: a printable Latin-1 character for itself, U+0100 and
/// those after it for the others, in order.
/// </summary>
internal static class ByteLevelAlphabet
{
    /// <summary>What a space becomes.</summary>
    internal const char Space = '\u0120';

    /// <summary>One more than the highest of them.</summary>
    internal const int End = 0x144;

    private static readonly char[] Chars = MakeChars();
    private static readonly short[] Bytes = MakeBytes();

    /// <summary>The character that stands for a byte.</summary>
    internal static char CharOf(byte value) => Chars[value];

    /// <summary>Writes the characters of an ASCII text.</summary>
    internal static void WriteAscii(ReadOnlySpan<char> text, Span<char> target)
    {
        ReadOnlySpan<char> chars = Chars;
        for (int i = 0; i < text.Length; i++)
        {
            target[i] = chars[text[i]];
        }
    }

    /// <summary>The byte that a character stands for, or -1.</summary>
    internal static int ByteOf(char c) => c < End ? Bytes[c] : -1;

    /// <summary>Whether a vocabulary has all of them, so that no text comes to an unknown character.</summary>
    internal static bool IsIn(Vocabulary vocabulary) => Array.TrueForAll(Chars, c => vocabulary.Find([c]) >= 0);

    private static char[] MakeChars()
    {
        var chars = new char[256];
        char next = '\u0100';
        for (int value = 0; value < chars.Length; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            chars[value] = isPrintable ? (char)value : next++;
        }

        return chars;
    }

    private static short[] MakeBytes()
    {
        var bytes = new short[End];
        Array.Fill(bytes, (short)-1);
        for (int value = 0; value < Chars.Length; value++)
        {
            bytes[Chars[value]] = (short)value;
        }

        return bytes;
    }
}
