namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>What a tokenizer without a post-processor does: nothing around the texts, and a pair's second text is of type 1.</summary>
internal sealed class NoProcessing : PostProcessor
{
    internal override TemplatePart[] Single { get; } = [TemplatePart.Text(0, 0)];

    internal override TemplatePart[] Pair { get; } = [TemplatePart.Text(0, 0), TemplatePart.Text(1, 1)];
}
