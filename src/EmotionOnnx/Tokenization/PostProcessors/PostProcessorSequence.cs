using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Post-processors one after the other, of which one may add special tokens.</summary>
internal sealed class PostProcessorSequence : PostProcessor
{
    internal const string TypeName = "Sequence";

    private readonly PostProcessor[] _processors;
    private readonly PostProcessor _frame;

    internal PostProcessorSequence(PostProcessor[] processors)
    {
        _processors = processors;
        _frame = Array.Find(processors, AddsTokens) ?? new NoProcessing();
    }

    internal override TemplatePart[] Single => _frame.Single;

    internal override TemplatePart[] Pair => _frame.Pair;

    internal override bool JoinsSpecialTokens => _frame.JoinsSpecialTokens;

    internal static PostProcessorSequence Read(JsonNode node)
    {
        node.AllowOnly("type", "processors");
        PostProcessor[] processors = [.. node.Require("processors").Items().Select(ComponentReader.PostProcessor)];
        return processors.Count(AddsTokens) <= 1
            ? new PostProcessorSequence(processors)
            : throw node.Error("more than one of its post-processors adds special tokens, which this version does not know how to join.");
    }

    internal override void AdjustOffsets(
        SequenceTokens text, int start, Span<TokenOffsets> offsets, bool isFirst, bool addsSpecialTokens)
    {
        foreach (PostProcessor processor in _processors)
        {
            processor.AdjustOffsets(text, start, offsets, isFirst, addsSpecialTokens);
            isFirst &= !(addsSpecialTokens && processor.JoinsSpecialTokens);
        }
    }

    private static bool AddsTokens(PostProcessor processor) => processor switch
    {
        PostProcessorSequence sequence => AddsTokens(sequence._frame),
        NoProcessing or ByteLevelPostProcessor => false,
        _ => true,
    };
}
