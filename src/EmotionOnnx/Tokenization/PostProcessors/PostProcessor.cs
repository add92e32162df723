namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Puts special tokens around one text or a pair. Immutable.</summary>
internal abstract class PostProcessor
{
    /// <summary>The parts of a single text's result.</summary>
    internal abstract TemplatePart[] Single { get; }

    /// <summary>The parts of a pair's result.</summary>
    internal abstract TemplatePart[] Pair { get; }
}
