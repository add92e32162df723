namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>
/// What a code point does to the cutting into grapheme clusters; the values are those of tools/peers/grapheme-tables.mjs.
/// Regional indicators have no class of their own: a cluster with one is never short enough to be looked up as a whole.
/// </summary>
[Flags]
internal enum GraphemeClass : byte
{
    Other = 0,
    Control = 1,
    Extend = 2,
    Joiner = 3,
    SpacingMark = 4,
    Prepend = 5,
    HangulLead = 6,
    HangulVowel = 7,
    HangulTrail = 8,
    Pictographic = 9,

    /// <summary>A syllable without a trailing consonant: goes on as after a vowel.</summary>
    HangulOpen = 10,

    /// <summary>A syllable with one: goes on as after a trailing consonant.</summary>
    HangulClosed = 11,

    /// <summary>The classes above, without the flags of Indic conjuncts.</summary>
    KindMask = 15,

    /// <summary>An Indic consonant, which a linker joins to the next.</summary>
    Consonant = 16,

    /// <summary>An Indic linker (virama).</summary>
    Linker = 32,

    /// <summary>May stand between consonants and linkers.</summary>
    ConjunctExtend = 64,
}
