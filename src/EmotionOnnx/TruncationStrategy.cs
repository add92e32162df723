namespace EmotionOnnx;

/// <summary>Which text of a pair is cut when both together are too long.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer of the two, until both are equally long; then both.</summary>
    LongestFirst,

    /// <summary>The first alone.</summary>
    OnlyFirst,

    /// <summary>The second alone.</summary>
    OnlySecond,
}
