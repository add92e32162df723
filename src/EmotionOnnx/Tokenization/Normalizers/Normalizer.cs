namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Changes a text before it is split, and keeps where each part comes from. Immutable.</summary>
internal abstract class Normalizer
{
    /// <summary>
    /// Whether a text may be normalized in parts that are cut before an ASCII space, with the same result; each such part must
    /// begin with that space afterwards too, for the next component relies on it.
    /// </summary>
    internal abstract bool AllowsCutBeforeSpace { get; }

    /// <summary>Rewrites the text.</summary>
    internal abstract void Apply(NormalizedText text, Scratch scratch);
}
