namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Lower case code point by code point, whatever the culture.</summary>
internal static class Lowercase
{
    /// <summary>The only code point (İ) whose lower case is two: i and a dot above.</summary>
    internal const int DottedCapitalI = 0x130;

    /// <summary>The dot above that follows the i of <see cref="DottedCapitalI"/>.</summary>
    internal const int DotAbove = 0x307;

    // Copied once, as in CharacterClasses.
    private static readonly int[] Firsts = [.. LowercaseData.Firsts];
    private static readonly int[] Lasts = [.. LowercaseData.Lasts];
    private static readonly int[] Distances = [.. LowercaseData.Distances];

    /// <summary>The lower case of a code point other than <see cref="DottedCapitalI"/>.</summary>
    internal static int Of(int scalar)
    {
        int run = SortedTable.IndexOfLast(Firsts, scalar);
        return run >= 0 && scalar <= Lasts[run] && (scalar - Firsts[run]) % LowercaseData.Steps[run] == 0
            ? scalar + Distances[run]
            : scalar;
    }
}
