namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>How a quantifier chooses among the counts that it allows.</summary>
internal enum RepeatMode
{
    /// <summary>As many as possible first.</summary>
    Greedy,

    /// <summary>As few as possible first.</summary>
    Lazy,

    /// <summary>As many as possible, and never fewer.</summary>
    Possessive,
}
