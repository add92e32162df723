namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Cuts text into extended grapheme clusters (Unicode Standard Annex 29), as the reference's Unicode version has them.</summary>
internal static class GraphemeClusters
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int Trails = 28;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Starts = [.. GraphemeData.Starts];
    private static readonly GraphemeClass[] Plane0 = FillPlane0();

    /// <summary>Where the cluster ends that starts at an index of valid UTF-16.</summary>
    internal static int EndOf(ReadOnlySpan<char> text, int start)
    {
        GraphemeClass before = At(text, start, out int length);
        bool isPicture = before == GraphemeClass.Pictographic;
        bool isConsonant = before == GraphemeClass.Consonant, isLinked = false;
        int end = start + length;
        for (; end < text.Length; end += length)
        {
            GraphemeClass next = At(text, end, out length);
            bool joins = JoinsAnything(before, next, text[end - 1], text[end])
                || JoinsHangul(before, next)
                || (next == GraphemeClass.Pictographic && isPicture && Kind(before) == GraphemeClass.Joiner)
                || (next == GraphemeClass.Consonant && isConsonant && isLinked);
            if (!joins)
            {
                break;
            }

            // A picture stays open through what extends it up to a joiner, a consonant through linkers and extenders.
            isPicture = next == GraphemeClass.Pictographic
                || (isPicture && Kind(next) is GraphemeClass.Extend or GraphemeClass.Joiner && Kind(before) != GraphemeClass.Joiner);
            bool isLinker = (next & GraphemeClass.Linker) != 0;
            isLinked = next != GraphemeClass.Consonant
                && (isLinker || (isLinked && (next & GraphemeClass.ConjunctExtend) != 0));
            isConsonant = next == GraphemeClass.Consonant
                || (isConsonant && (isLinker || (next & GraphemeClass.ConjunctExtend) != 0));
            before = next;
        }

        return end;
    }

    private static bool JoinsAnything(GraphemeClass before, GraphemeClass next, char unitBefore, char unitNext) =>
        before == GraphemeClass.Control
            ? unitBefore == '\r' && unitNext == '\n'
            : Kind(next) is GraphemeClass.Extend or GraphemeClass.Joiner or GraphemeClass.SpacingMark
                || (before == GraphemeClass.Prepend && next != GraphemeClass.Control);

    private static bool JoinsHangul(GraphemeClass before, GraphemeClass next) => before switch
    {
        GraphemeClass.HangulLead =>
            next is GraphemeClass.HangulLead or GraphemeClass.HangulVowel or GraphemeClass.HangulOpen or GraphemeClass.HangulClosed,
        GraphemeClass.HangulVowel or GraphemeClass.HangulOpen => next is GraphemeClass.HangulVowel or GraphemeClass.HangulTrail,
        GraphemeClass.HangulTrail or GraphemeClass.HangulClosed => next == GraphemeClass.HangulTrail,
        _ => false,
    };

    private static GraphemeClass Kind(GraphemeClass value) => value & GraphemeClass.KindMask;

    private static GraphemeClass At(ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        if (!char.IsHighSurrogate(c))
        {
            length = 1;
            return Plane0[c];
        }

        length = 2;
        return (GraphemeClass)GraphemeData.Classes[SortedTable.IndexOfLast(Starts, char.ConvertToUtf32(c, text[index + 1]))];
    }

    private static GraphemeClass[] FillPlane0()
    {
        var plane = new GraphemeClass[0x10000];
        for (int run = 0; run < Starts.Length && Starts[run] < plane.Length; run++)
        {
            int end = run + 1 < Starts.Length ? Math.Min(Starts[run + 1], plane.Length) : plane.Length;
            plane.AsSpan(Starts[run]..end).Fill((GraphemeClass)GraphemeData.Classes[run]);
        }

        for (int syllable = 0; syllable < HangulCount; syllable++)
        {
            plane[HangulFirst + syllable] = syllable % Trails == 0 ? GraphemeClass.HangulOpen : GraphemeClass.HangulClosed;
        }

        return plane;
    }
}
