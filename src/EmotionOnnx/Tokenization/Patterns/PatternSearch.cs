namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>Where the search for a pattern in one text stands. Start with <see langword="default"/>.</summary>
internal struct PatternSearch
{
    /// <summary>Where to look next.</summary>
    internal int Next { get; set; }

    /// <summary>Where the last match ended, plus one; 0 before the first.</summary>
    internal int EndPlusOne { get; set; }

    /// <summary>How much work was done so far.</summary>
    internal long Steps { get; set; }
}
