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

    /// <summary>Writes the full decomposition of a code point; one that has none is its own.</summary>
    /// <returns>How many code points were written.</returns>
    internal static int Decompose(int scalar, Span<int> parts)
    {
        if (scalar is >= HangulFirst and <= HangulLast)
        {
            return DecomposeHangul(scalar - HangulFirst, parts);
        }

        int index = DecompositionData.Sources.BinarySearch(scalar);
        if (index < 0)
        {
            parts[0] = scalar;
            return 1;
        }

        int start = index == 0 ? 0 : DecompositionData.Ends[index - 1];
        ReadOnlySpan<int> targets = DecompositionData.Targets[start..DecompositionData.Ends[index]];
        targets.CopyTo(parts);
        return targets.Length;
    }

    /// <summary>The place of a mark among the marks that follow a character; 0 for what is no such mark.</summary>
    internal static int OrderOf(int scalar)
    {
        int run = DecompositionData.MarkStarts.BinarySearch(scalar);
        run = run < 0 ? ~run - 1 : run;
        return run >= 0 && scalar <= DecompositionData.MarkEnds[run] ? DecompositionData.MarkOrders[run] : 0;
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
