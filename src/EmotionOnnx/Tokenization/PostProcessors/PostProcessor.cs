namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Puts special tokens around one text or a pair. Immutable.</summary>
internal abstract class PostProcessor
{
    /// <summary>The parts of a single text's result.</summary>
    internal abstract TemplatePart[] Single { get; }

    /// <summary>The parts of a pair's result.</summary>
    internal abstract TemplatePart[] Pair { get; }

    /// <summary>
    /// Whether the special tokens are put around a text's tokens at once, so that what comes after this in a sequence takes them
    /// for the text's own.
    /// </summary>
    internal virtual bool JoinsSpecialTokens => false;

    /// <summary>Changes the places of a window's tokens.</summary>
    /// <param name="text">The tokens of the whole text.</param>
    /// <param name="start">The index of the window's first token.</param>
    /// <param name="offsets">The window's places, to be changed.</param>
    /// <param name="isFirst">Whether the window's first token comes first, and not after a special token.</param>
    /// <param name="addsSpecialTokens">Whether special tokens are added at all.</param>
    internal virtual void AdjustOffsets(
        SequenceTokens text, int start, Span<TokenOffsets> offsets, bool isFirst, bool addsSpecialTokens)
    {
    }
}
