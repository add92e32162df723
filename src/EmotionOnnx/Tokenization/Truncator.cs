namespace EmotionOnnx.Tokenization;

/// <summary>Cuts lists of tokens into windows as Hugging Face does; the first window is what stays, the others overflow.</summary>
internal static class Truncator
{
    /// <summary>The windows of one text or of both texts of a pair.</summary>
    /// <param name="first">The number of tokens of the first text.</param>
    /// <param name="second">The number of tokens of the second text, if there is one.</param>
    /// <param name="truncation">How to cut.</param>
    /// <param name="specials">How many special tokens come to it.</param>
    internal static (Range[] First, Range[]? Second) Cut(int first, int? second, Truncation truncation, int specials)
    {
        int most = truncation.MaxLength == int.MaxValue ? int.MaxValue : truncation.MaxLength - specials;
        if (most < 0)
        {
            throw new ArgumentException($"A maximum length of {truncation.MaxLength} leaves no room for the {specials} special tokens.");
        }

        long total = (long)first + (second ?? 0);
        if (total <= most)
        {
            return ([new(0, first)], second is { } all ? [new(0, all)] : null);
        }

        int excess = (int)(total - most);
        switch (truncation.Strategy)
        {
            case TruncationStrategy.OnlyFirst:
                Range[] windows = Windows(first, Shortened(first, excess, truncation, "first"), truncation);
                return (windows, second is { } whole ? [new(0, whole)] : null);
            case TruncationStrategy.OnlySecond when second is null:
                throw new ArgumentException("Truncation of the second text alone needs a second text.");
            case TruncationStrategy.OnlySecond:
                return ([new(0, first)], Windows(second.Value, Shortened(second.Value, excess, truncation, "second"), truncation));
            case TruncationStrategy.LongestFirst when second is { } other:
                (int keptFirst, int keptSecond) = LongestFirst(first, other, most);
                return (Windows(first, keptFirst, truncation), Windows(other, keptSecond, truncation));
            default:
                return (Windows(first, most, truncation), null);
        }
    }

    /// <summary>How much of each text of a pair stays: the shorter keeps all it has, unless both must be cut: then each gets half.</summary>
    internal static (int First, int Second) LongestFirst(int first, int second, int most)
    {
        int shorter = Math.Min(first, second);
        int longer = shorter > most ? shorter : Math.Max(shorter, most - shorter);
        if ((long)shorter + longer > most)
        {
            (shorter, longer) = (most / 2, (most / 2) + (most % 2));
        }

        return first <= second ? (shorter, longer) : (longer, shorter);
    }

    private static int Shortened(int count, int excess, Truncation truncation, string which) => count > excess
        ? count - excess
        : throw new ArgumentException(
            $"The {which} text has {count} tokens; cutting it alone can't bring the result down to {truncation.MaxLength}.");


    private static Range[] Windows(int count, int most, Truncation truncation)
    {
        if (count <= most)
        {
            return [new(0, count)];
        }

        if (most == 0)
        {
            return [new(0, 0), new(0, count)];
        }

        if (truncation.Stride >= most)
        {
            throw new ArgumentException($"A stride of {truncation.Stride} is too long for windows of {most} tokens of the text.");
        }

        int step = most - truncation.Stride;
        var windows = new List<Range>();
        if (truncation.Side == TokenSide.Right)
        {
            for (int start = 0, end = 0; end < count; start += step)
            {
                end = Math.Min(start + most, count);
                windows.Add(start..end);
            }
        }
        else
        {
            for (int end = count, start = count; start > 0; end -= step)
            {
                start = Math.Max(end - most, 0);
                windows.Add(start..end);
            }
        }

        return [.. windows];
    }
}
