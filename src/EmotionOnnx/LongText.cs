namespace EmotionOnnx;

/// <summary>What happens to a text that has more tokens than the model takes.</summary>
public abstract record LongText
{
    private LongText()
    {
    }

    /// <summary>
    /// The first tokens are read, the rest is not; <see cref="EmotionResult.IsTruncated"/> says so. The default.
    /// </summary>
    public static LongText Truncate { get; } = new TruncateMode();

    /// <summary>The call ends in a <see cref="TextTooLongException"/>.</summary>
    public static LongText Refuse { get; } = new RefuseMode();

    /// <summary>
    /// The whole text is read in overlapping windows of the model's length, and each label's score is pooled over them.
    /// </summary>
    /// <param name="stride">How many tokens neighbouring windows share; null for a quarter of a window.</param>
    /// <param name="pooling">How the windows' scores (after the activation) become the text's.</param>
    public static LongText Windows(int? stride = null, WindowPooling pooling = WindowPooling.Max)
    {
        if (stride is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "Windows can't share a negative number of tokens.");
        }

        return Enum.IsDefined(pooling)
            ? new WindowsMode(stride, pooling)
            : throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "There is no such pooling.");
    }

    internal sealed record TruncateMode : LongText;

    internal sealed record RefuseMode : LongText;

    internal sealed record WindowsMode(int? Stride, WindowPooling Pooling) : LongText;
}
