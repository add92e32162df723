namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Characters that are numbers (Nd, Nl, No), as Rust has them.</summary>
internal static class Numerics
{
    // Copied once, as in CharacterClasses.
    private static readonly int[] Firsts = [.. NumericData.Firsts];
    private static readonly int[] Lasts = [.. NumericData.Lasts];

    /// <summary>Whether the code point that starts at an index is one, and its length in UTF-16 units.</summary>
    internal static bool IsNumeric(ReadOnlySpan<char> text, int index, out int length)
    {
        int scalar = text[index];
        length = 1;
        if (scalar < 0x80)
        {
            return scalar is >= '0' and <= '9';
        }

        if (char.IsHighSurrogate((char)scalar))
        {
            scalar = char.ConvertToUtf32((char)scalar, text[index + 1]);
            length = 2;
        }

        int run = SortedTable.IndexOfLast(Firsts, scalar);
        return run >= 0 && scalar <= Lasts[run];
    }
}
