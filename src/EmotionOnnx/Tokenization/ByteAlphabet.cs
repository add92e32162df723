using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization;

/// <summary>
/// GPT-2's characters for the 256 bytes: printable ones of Latin-1 stand for themselves, the others for U+0100 and those that follow,
/// in order.
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>The character of the space: Ġ.</summary>
    internal const char Space = '\u0120';

    /// <summary>The characters come before this one.</summary>
    internal const int CharacterLimit = 0x144;

    private const short None = -1;

    private static readonly char[] Characters = MakeCharacters();
    private static readonly short[] Bytes = MakeBytes();

    /// <summary>The character of a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static char Of(int value) => Characters[value];

    /// <summary>The byte of a character, or -1 if it stands for none.</summary>
    internal static int ByteOf(char c) => c < CharacterLimit ? Bytes[c] : None;

    /// <summary>Writes the characters of an ASCII text.</summary>
    internal static void WriteAscii(ReadOnlySpan<char> text, Span<char> target)
    {
        ReadOnlySpan<char> characters = Characters;
        for (int i = 0; i < text.Length; i++)
        {
            target[i] = characters[text[i]];
        }
    }

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        int next = 0x100;
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[value] = isPrintable ? (char)value : (char)next++;
        }

        return characters;
    }

    private static short[] MakeBytes()
    {
        var bytes = new short[CharacterLimit];
        Array.Fill(bytes, None);
        for (short value = 0; value < 256; value++)
        {
            bytes[Characters[value]] = value;
        }

        return bytes;
    }
}
