namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Compatibility decomposition (NFKD).</summary>
internal static class Compatibility
{
    /// <summary>The most code points that one decomposes into.</summary>
    internal const int MaxLength = 18;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Sources = [.. CompatibilityData.Sources];
    private static readonly int[] Targets = [.. CompatibilityData.Targets];
    private static readonly int[] Ends = EndsOf(CompatibilityData.Lengths);

    /// <summary>The code points whose decomposition is not the canonical one.</summary>
    internal static ReadOnlySpan<int> All => Sources;

    /// <summary>Writes the full decomposition of a code point; one that has none is its own.</summary>
    /// <returns>How many code points were written.</returns>
    internal static int Decompose(int scalar, Span<int> parts)
    {
        int index = SortedTable.IndexOfLast(Sources, scalar);
        if (index < 0 || Sources[index] != scalar)
        {
            return Decomposition.Decompose(scalar, parts);
        }

        ReadOnlySpan<int> targets = Targets.AsSpan((index == 0 ? 0 : Ends[index - 1])..Ends[index]);
        targets.CopyTo(parts);
        return targets.Length;
    }

    private static int[] EndsOf(ReadOnlySpan<byte> lengths)
    {
        int[] ends = new int[lengths.Length];
        int end = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = end += lengths[i];
        }

        return ends;
    }
}
