namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Canonical composition: which two code points become one.</summary>
internal static class Composition
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int LeadCount = 19;
    private const int Vowels = 0x1161;
    private const int VowelCount = 21;
    private const int Trails = 0x11A7; // one before the first: a syllable without a trail counts as having trail 0
    private const int TrailCount = 28;

    private static readonly long[] Pairs = PairsOf(CompositionData.Firsts, CompositionData.Seconds);
    private static readonly int[] Composed = [.. CompositionData.Composed];

    /// <summary>Whether a code point is the second one of some pair.</summary>
    internal static bool IsSecond(int scalar) =>
        IsIn(scalar, Vowels, VowelCount) || IsIn(scalar, Trails + 1, TrailCount - 1) || CompositionData.Seconds.Contains(scalar);

    /// <summary>Whether a code point is what some pair becomes.</summary>
    internal static bool IsComposed(int scalar) =>
        IsIn(scalar, Syllables, LeadCount * VowelCount * TrailCount) || Composed.Contains(scalar);

    internal static bool TryCompose(int first, int second, out int composed)
    {
        if (IsIn(second, Vowels, VowelCount) && IsIn(first, Leads, LeadCount))
        {
            composed = Syllables + ((((first - Leads) * VowelCount) + second - Vowels) * TrailCount);
            return true;
        }

        if (IsIn(second, Trails + 1, TrailCount - 1) && IsIn(first, Syllables, LeadCount * VowelCount * TrailCount)
            && (first - Syllables) % TrailCount == 0)
        {
            composed = first + second - Trails;
            return true;
        }

        long pair = Key(first, second);
        int low = 0, high = Pairs.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Pairs[middle] < pair)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        bool found = low < Pairs.Length && Pairs[low] == pair;
        composed = found ? Composed[low] : 0;
        return found;
    }

    internal static void ForEachSecond(Action<int> action)
    {
        for (int second = Vowels; second < Trails + TrailCount; second++)
        {
            if (IsSecond(second))
            {
                action(second);
            }
        }

        foreach (int second in CompositionData.Seconds)
        {
            action(second);
        }
    }

    private static bool IsIn(int scalar, int first, int count) => (uint)(scalar - first) < (uint)count;

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    private static long[] PairsOf(ReadOnlySpan<int> firsts, ReadOnlySpan<int> seconds)
    {
        long[] pairs = new long[firsts.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Key(firsts[i], seconds[i]);
        }

        return pairs;
    }
}
