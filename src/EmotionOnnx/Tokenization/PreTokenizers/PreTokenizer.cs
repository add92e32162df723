namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Cuts a normalized text into the pieces that the model sees one by one. Immutable.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Whether a text may be cut before an ASCII space and handed over in parts, with the same result.</summary>
    internal abstract bool AllowsCutBeforeSpace { get; }

    /// <summary>Appends the pieces of a range of the text.</summary>
    internal abstract void Split(NormalizedText text, int start, int end, SplitList splits);
}
