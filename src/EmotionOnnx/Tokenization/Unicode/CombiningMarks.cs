namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>The code points of the general category M, which StripAccents drops.</summary>
internal static class CombiningMarks
{
    /// <summary>No mark is below.</summary>
    internal const int First = 0x300;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Firsts = [.. CombiningMarkData.Firsts];
    private static readonly int[] Lasts = [.. CombiningMarkData.Lasts];

    internal static bool Contain(int scalar)
    {
        if (scalar < First)
        {
            return false;
        }

        int run = SortedTable.IndexOfLast(Firsts, scalar);
        return run >= 0 && scalar <= Lasts[run];
    }
}
