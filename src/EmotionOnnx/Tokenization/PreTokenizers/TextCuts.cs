namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>
/// Where a text may be cut so that its parts, one after another, give the pieces of the whole: at such a place every text has a
/// border between pieces, and pieces depend on nothing beyond it.
/// </summary>
internal enum TextCuts
{
    /// <summary>Nowhere for certain.</summary>
    None,

    /// <summary>Before an ASCII space that follows something other than white space.</summary>
    BeforeSpaceAfterWord,

    /// <summary>Before any ASCII space.</summary>
    BeforeSpace,
}
