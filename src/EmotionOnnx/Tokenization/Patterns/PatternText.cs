using System.Globalization;
using System.Text;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A pattern while it is read.</summary>
internal sealed class PatternText(string pattern)
{
    // Oniguruma's own limit.
    private const int MostRepeats = 100_000;

    internal int Position { get; set; }

    internal bool AtEnd => Position >= pattern.Length;

    internal char Next => pattern[Position];

    internal PatternSyntaxException Error(string message) => new($"{message} (at character {Position} of the pattern)");

    internal char Take() => AtEnd ? throw Error("it ends too early") : pattern[Position++];

    internal int TakeScalar()
    {
        if (AtEnd)
        {
            throw Error("it ends too early");
        }

        _ = Rune.DecodeFromUtf16(pattern.AsSpan(Position), out Rune rune, out int length);
        Position += length;
        return rune.Value;
    }

    internal bool TryTake(string text)
    {
        if (!pattern.AsSpan(Position).StartsWith(text))
        {
            return false;
        }

        Position += text.Length;
        return true;
    }

    internal void Expect(char c)
    {
        if (AtEnd || Take() != c)
        {
            throw Error($"a '{c}' is missing");
        }
    }

    internal string TakeUntil(char end)
    {
        int length = pattern.AsSpan(Position).IndexOf(end);
        if (length < 0)
        {
            throw Error($"a '{end}' is missing");
        }

        string taken = pattern.Substring(Position, length);
        Position += length + 1;
        return taken;
    }

    /// <summary>Takes as many hexadecimal digits as there are, up to a number of them; -1 if there are none.</summary>
    internal int TakeHex(int most) => TakeDigits(most, 16);

    /// <summary>Takes as many octal digits as there are, up to a number of them; -1 if there are none.</summary>
    internal int TakeOctal(int most) => TakeDigits(most, 8);

    /// <summary>Takes {n}, {n,}, {,m} or {n,m}; anything else after a brace is no interval but text.</summary>
    internal bool TryTakeInterval(ref int min, ref int max)
    {
        int start = Position;
        if (TryTake("{"))
        {
            string from = TakeNumber();
            bool hasComma = TryTake(",");
            string to = hasComma ? TakeNumber() : from;
            if ((from.Length > 0 || to.Length > 0) && TryTake("}"))
            {
                min = from.Length == 0 ? 0 : Repeats(from);
                max = to.Length == 0 ? PatternNode.Repeat.Endless : Repeats(to);
                return min <= max ? true : throw Error($"the interval {{{min},{max}}} is the wrong way round");
            }
        }

        Position = start;
        return false;
    }

    private int Repeats(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= MostRepeats
            ? value
            : throw Error($"more than {MostRepeats} repeats");

    private string TakeNumber()
    {
        int start = Position;
        while (!AtEnd && char.IsAsciiDigit(Next))
        {
            Position++;
        }

        return pattern[start..Position];
    }

    private int TakeDigits(int most, int radix)
    {
        int value = -1;
        for (; most > 0 && !AtEnd && char.IsAsciiHexDigit(Next); most--)
        {
            int digit = Convert.ToInt32(Next.ToString(), 16);
            if (digit >= radix)
            {
                break;
            }

            value = Math.Max(value, 0) * radix + digit;
            Position++;
        }

        return value;
    }
}
