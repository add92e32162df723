namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Canonical decomposition (NFD) without ICU, which is absent under InvariantGlobalization.</summary>
internal static class Decomposition
{
    /// <summary>The most code points that one decomposes into.</summary>
    internal const int MaxLength = 4;

    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int VowelsTimesTrails = 588;
    private const int Trails = 28;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Sources = [.. DecompositionData.Sources];
    private static readonly ushort[] Ends = [.. DecompositionData.Ends];
    private static readonly int[] Targets = [.. DecompositionData.Targets];
    private static readonly int[] MarkStarts = [.. DecompositionData.MarkStarts];
    private static readonly int[] MarkEnds = [.. DecompositionData.MarkEnds];

    /// <summary>The code points with a canonical decomposition, except Hangul syllables.</summary>
    internal static ReadOnlySpan<int> All => Sources;

    /// <summary>Writes the full decomposition of a code point; one that has none is its own.</summary>
    /// <returns>How many code points were written.</returns>
    internal static int Decompose(int scalar, Span<int> parts)
    {
        if (scalar is >= HangulFirst and <= HangulLast)
        {
            return DecomposeHangul(scalar - HangulFirst, parts);
        }

        int index = SortedTable.IndexOfLast(Sources, scalar);
        if (index < 0 || Sources[index] != scalar)
        {
            parts[0] = scalar;
            return 1;
        }

        int start = index == 0 ? 0 : Ends[index - 1];
        ReadOnlySpan<int> targets = Targets.AsSpan(start..Ends[index]);
        targets.CopyTo(parts);
        return targets.Length;
    }

    /// <summary>The place of a mark among the marks that follow a character; 0 for what is no such mark.</summary>
    internal static int OrderOf(int scalar)
    {
        int run = SortedTable.IndexOfLast(MarkStarts, scalar);
        return run >= 0 && scalar <= MarkEnds[run] ? DecompositionData.MarkOrders[run] : 0;
    }

    internal static void ForEachMark(Action<int> action)
    {
        for (int run = 0; run < MarkStarts.Length; run++)
        {
            for (int mark = MarkStarts[run]; mark <= MarkEnds[run]; mark++)
            {
                action(mark);
            }
        }
    }

    internal static void ForEachSyllable(Action<int> action)
    {
        for (int syllable = HangulFirst; syllable <= HangulLast; syllable++)
        {
            action(syllable);
        }
    }

    private static int DecomposeHangul(int syllable, Span<int> parts)
    {
        parts[0] = 0x1100 + (syllable / VowelsTimesTrails);
        parts[1] = 0x1161 + (syllable % VowelsTimesTrails / Trails);
        int trail = syllable % Trails;
        if (trail == 0)
        {
            return 2;
        }

        parts[2] = 0x11A7 + trail;
        return 3;
    }
}
