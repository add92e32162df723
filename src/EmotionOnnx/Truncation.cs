namespace EmotionOnnx;

/// <summary>Whether and how a text with too many tokens is cut. Immutable.</summary>
public sealed record Truncation
{
    private Truncation()
    {
    }

    /// <summary>As the tokenizer's file declares it, or none if it declares none. The default.</summary>
    public static Truncation Declared { get; } = new();

    /// <summary>Nothing is cut.</summary>
    public static Truncation None { get; } = new() { MaxLength = int.MaxValue };

    /// <summary>The most tokens that stay, special tokens included; <see cref="int.MaxValue"/> for <see cref="None"/>.</summary>
    public int MaxLength { get; private init; }

    /// <summary>How many tokens each overflowing window shares with the one before.</summary>
    public int Stride { get; private init; }

    /// <summary>The side on which tokens are cut off.</summary>
    public TokenSide Side { get; private init; }

    /// <summary>Which text of a pair is cut.</summary>
    public TruncationStrategy Strategy { get; private init; }

    /// <summary>Cuts to a number of tokens.</summary>
    /// <param name="maxLength">The most tokens that stay, special tokens included; 1 or more.</param>
    /// <param name="stride">How many tokens each overflowing window shares with the one before; less than what stays.</param>
    /// <param name="side">The side on which tokens are cut off.</param>
    /// <param name="strategy">Which text of a pair is cut.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> or <paramref name="stride"/> is out of range.</exception>
    public static Truncation To(
        int maxLength,
        int stride = 0,
        TokenSide side = TokenSide.Right,
        TruncationStrategy strategy = TruncationStrategy.LongestFirst)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stride, maxLength);
        return new Truncation { MaxLength = maxLength, Stride = stride, Side = side, Strategy = strategy };
    }
}
