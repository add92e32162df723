using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>
/// GPT-2's pattern without a regular expression's detours:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.
/// It matches everywhere, so every match starts where the one before ends.
/// </summary>
internal static class Gpt2Pattern
{
    private const byte Other = 0;
    private const byte Letter = 1;
    private const byte Number = 2;
    private const byte Space = 3;

    // The kind of each unit of the Basic Multilingual Plane; those above are searched.
    private static readonly byte[] Plane0 = MakePlane0();

    /// <summary>Where the match that starts at an index ends.</summary>
    internal static int End(ReadOnlySpan<char> text, int start)
    {
        char first = text[start];
        if (first == ' ')
        {
            return start + 1 < text.Length && Plane0[text[start + 1]] != Space
                ? EndOfRun(text, start + 1)
                : EndOfSpaces(text, start);
        }

        if (first == '\'')
        {
            int length = ContractionAt(text, start);
            return length > 0 ? start + length : EndOfRun(text, start);
        }

        return Plane0[first] == Space ? EndOfSpaces(text, start) : EndOfRun(text, start);
    }

    /// <summary>Where a match ends that starts with a space put before an index; the text itself has no space there.</summary>
    internal static int EndAfterSpace(ReadOnlySpan<char> text, int start)
    {
        if (Plane0[text[start]] != Space)
        {
            return EndOfRun(text, start);
        }

        int end = start + 1;
        while (end < text.Length && Plane0[text[end]] == Space)
        {
            end++;
        }

        return end == text.Length ? end : end - 1;
    }

    // White space up to the last before something else, for that one goes with what follows. White space is all on plane 0.
    private static int EndOfSpaces(ReadOnlySpan<char> text, int start)
    {
        int end = start + 1;
        while (end < text.Length && Plane0[text[end]] == Space)
        {
            end++;
        }

        return end == text.Length || end == start + 1 ? end : end - 1;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int start)
    {
        byte kind = KindAt(text, start, out int length);
        int end = start + length;
        while (end < text.Length && KindAt(text, end, out length) == kind)
        {
            end += length;
        }

        return end;
    }

    private static int ContractionAt(ReadOnlySpan<char> text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return 0;
        }

        char next = text[start + 1];
        if (next is 's' or 't' or 'm' or 'd')
        {
            return 2;
        }

        if (start + 2 >= text.Length)
        {
            return 0;
        }

        return (next, text[start + 2]) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    private static byte KindAt(ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        if (!char.IsHighSurrogate(c))
        {
            length = 1;
            return Plane0[c];
        }

        length = 2;
        return KindOf(GeneralCategories.Of(char.ConvertToUtf32(c, text[index + 1])));
    }

    private static byte KindOf(GeneralCategory category) => category switch
    {
        >= GeneralCategory.Lu and <= GeneralCategory.Lo => Letter,
        >= GeneralCategory.Nd and <= GeneralCategory.No => Number,
        _ => Other,
    };

    private static byte[] MakePlane0()
    {
        var kinds = new byte[0x10000];
        for (int c = 0; c < kinds.Length; c++)
        {
            kinds[c] = KindOf(GeneralCategories.Of(c));
        }

        foreach (CodePointRange range in CharacterSets.Named("Space"))
        {
            kinds.AsSpan(range.First, range.Last + 1 - range.First).Fill(Space);
        }

        return kinds;
    }
}
