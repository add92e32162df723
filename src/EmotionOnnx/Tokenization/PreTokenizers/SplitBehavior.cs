namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>What becomes of the delimiters that a text is split at.</summary>
internal enum SplitBehavior
{
    /// <summary>They go.</summary>
    Removed,

    /// <summary>Each is a piece of its own.</summary>
    Isolated,

    /// <summary>One joins what stands before it; those that follow at once are pieces of their own.</summary>
    MergedWithPrevious,

    /// <summary>One joins what stands behind it; those just before it are pieces of their own.</summary>
    MergedWithNext,

    /// <summary>Those that follow one another are one piece.</summary>
    Contiguous,
}
