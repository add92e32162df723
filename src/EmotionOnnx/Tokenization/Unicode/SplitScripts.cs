namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>The scripts that the UnicodeScripts pre-tokenizer tells apart, by number.</summary>
internal static class SplitScripts
{
    /// <summary>No script: it goes with any.</summary>
    internal const byte Any = 0;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Starts = [.. UnicodeScriptsData.Starts];

    /// <summary>The script of the code point that starts at an index, and its length in UTF-16 units.</summary>
    internal static byte At(ReadOnlySpan<char> text, int index, out int length)
    {
        int scalar = text[index];
        length = 1;
        if (char.IsHighSurrogate((char)scalar))
        {
            scalar = char.ConvertToUtf32((char)scalar, text[index + 1]);
            length = 2;
        }

        return UnicodeScriptsData.Scripts[SortedTable.IndexOfLast(Starts, scalar)];
    }
}
