namespace EmotionOnnx.Tokenization.Json;

/// <summary>
/// Reads a JSON number as the reference's JSON library does: up to 19 digits as an integer, then one multiplication or division by
/// a power of ten. That is off by the last bit for one score of seven, and sums of scores decide between tokenizations.
/// </summary>
internal static class RustNumber
{
    private const int HighestPower = 308;

    private static readonly double[] Powers =
        [.. Enumerable.Range(0, HighestPower + 1).Select(power => double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The number that valid JSON text stands for, or null where it is out of range.</summary>
    internal static double? Parse(ReadOnlySpan<byte> json)
    {
        bool isNegative = json[0] == '-';
        int at = isNegative ? 1 : 0;
        ulong significand = 0;
        long exponent = 0;
        bool isFull = false, isFraction = false;
        for (; at < json.Length && json[at] is not ((byte)'e' or (byte)'E'); at++)
        {
            if (json[at] == '.')
            {
                isFraction = true;
                continue;
            }

            uint digit = (uint)(json[at] - '0');
            isFull |= significand > (ulong.MaxValue - digit) / 10;
            if (!isFull)
            {
                significand = (significand * 10) + digit;
                exponent -= isFraction ? 1 : 0;
            }
            else if (!isFraction)
            {
                exponent++;
            }
        }

        if (at < json.Length)
        {
            exponent += Exponent(json[(at + 1)..]);
        }

        double? value = Scale(significand, exponent);
        return isNegative ? -value : value;
    }

    private static long Exponent(ReadOnlySpan<byte> digits)
    {
        bool isNegative = digits[0] == '-';
        long value = 0;
        foreach (byte digit in digits[(digits[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
        {
            value = Math.Min((value * 10) + digit - '0', int.MaxValue);
        }

        return isNegative ? -value : value;
    }

    private static double? Scale(double value, long exponent)
    {
        for (; exponent < -HighestPower && value != 0; exponent += HighestPower)
        {
            value /= Powers[HighestPower];
        }

        if (value == 0)
        {
            return 0;
        }

        if (exponent < 0)
        {
            return value / Powers[-exponent];
        }

        value = exponent > HighestPower ? double.PositiveInfinity : value * Powers[exponent];
        return double.IsFinite(value) ? value : null;
    }
}
