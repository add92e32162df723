namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Lower case code point by code point, whatever the culture.</summary>
internal static class Lowercase
{
    /// <summary>The only code point (İ) whose lower case is two: i and a dot above.</summary>
    internal const int DottedCapitalI = 0x130;

    /// <summary>The dot above that follows the i of <see cref="DottedCapitalI"/>.</summary>
    internal const int DotAbove = 0x307;

    /// <summary>The lower case of a code point other than <see cref="DottedCapitalI"/>.</summary>
    internal static int Of(int scalar)
    {
        int run = LowercaseData.Firsts.BinarySearch(scalar);
        run = run < 0 ? ~run - 1 : run;
        return run >= 0 && scalar <= LowercaseData.Lasts[run] && (scalar - LowercaseData.Firsts[run]) % LowercaseData.Steps[run] == 0
            ? scalar + LowercaseData.Distances[run]
            : scalar;
    }
}
