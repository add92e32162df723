using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>RoBERTa's frame: &lt;s&gt; A &lt;/s&gt;, or &lt;s&gt; A &lt;/s&gt;&lt;/s&gt; B &lt;/s&gt;, all of type 0. It may trim places as ByteLevel does.</summary>
internal sealed class RobertaProcessing : PostProcessor
{
    internal const string TypeName = "RobertaProcessing";

    private readonly OffsetTrimmer? _trimmer;

    internal RobertaProcessing((string Token, int Id) separator, (string Token, int Id) classifier, OffsetTrimmer? trimmer)
    {
        TemplatePart first = TemplatePart.Special(0, [classifier.Id], [classifier.Token]);
        TemplatePart last = TemplatePart.Special(0, [separator.Id], [separator.Token]);
        Single = [first, TemplatePart.Text(0, 0), last];
        Pair = [first, TemplatePart.Text(0, 0), last, last, TemplatePart.Text(1, 0), last];
        _trimmer = trimmer;
    }

    internal override TemplatePart[] Single { get; }

    internal override TemplatePart[] Pair { get; }

    internal override bool JoinsSpecialTokens => true;

    internal static RobertaProcessing Read(JsonNode node)
    {
        node.AllowOnly("type", "sep", "cls", "trim_offsets", "add_prefix_space");
        OffsetTrimmer trimmer = new(node.Boolean("add_prefix_space"));
        return new RobertaProcessing(
            TemplatePart.TokenAndId(node.Require("sep")),
            TemplatePart.TokenAndId(node.Require("cls")),
            node.Boolean("trim_offsets") ? trimmer : null);
    }

    internal override void AdjustOffsets(
        SequenceTokens text, int start, Span<TokenOffsets> offsets, bool isFirst, bool addsSpecialTokens) =>
        _trimmer?.Trim(text, start, offsets, isFirst);
}
