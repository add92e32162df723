using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Takes the white space at its ends out of the place of each token, if so asked; adds nothing.</summary>
internal sealed class ByteLevelPostProcessor(OffsetTrimmer? trimmer) : PostProcessor
{
    internal const string TypeName = "ByteLevel";

    private static readonly NoProcessing Frame = new();

    internal override TemplatePart[] Single => Frame.Single;

    internal override TemplatePart[] Pair => Frame.Pair;

    internal static ByteLevelPostProcessor Read(JsonNode node)
    {
        // The regex is a matter of the pre-tokenizer of the same name.
        node.AllowOnly("type", "add_prefix_space", "trim_offsets", "use_regex");
        _ = node.OptionalBoolean("use_regex");
        OffsetTrimmer trimmer = new(node.Boolean("add_prefix_space"));
        return new ByteLevelPostProcessor(node.Boolean("trim_offsets") ? trimmer : null);
    }

    internal override void AdjustOffsets(
        SequenceTokens text, int start, Span<TokenOffsets> offsets, bool isFirst, bool addsSpecialTokens) =>
        trimmer?.Trim(text, start, offsets, isFirst);
}
