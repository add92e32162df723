namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Changes a text before it is split, and keeps where each part comes from. Immutable.</summary>
internal abstract class Normalizer
{
    /// <summary>
    /// Whether a text may be normalized in parts that are cut before an ASCII space, with the same result. The next component relies
    /// on more: the space is still there afterwards, and an ASCII letter or digit before the cut is still one.
    /// </summary>
    internal abstract bool AllowsCutBeforeSpace { get; }

    /// <summary>Rewrites the text.</summary>
    internal abstract void Apply(NormalizedText text, Scratch scratch);
}
