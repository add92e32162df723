using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>BERT's frame: [CLS] A [SEP], or [CLS] A [SEP] B [SEP] with type 1 from B on.</summary>
internal sealed class BertProcessing : PostProcessor
{
    internal const string TypeName = "BertProcessing";

    internal BertProcessing((string Token, int Id) separator, (string Token, int Id) classifier)
    {
        TemplatePart Separator(int typeId) => TemplatePart.Special(typeId, [separator.Id], [separator.Token]);

        TemplatePart first = TemplatePart.Special(0, [classifier.Id], [classifier.Token]);
        Single = [first, TemplatePart.Text(0, 0), Separator(0)];
        Pair = [first, TemplatePart.Text(0, 0), Separator(0), TemplatePart.Text(1, 1), Separator(1)];
    }

    internal override TemplatePart[] Single { get; }

    internal override TemplatePart[] Pair { get; }

    internal override bool JoinsSpecialTokens => true;

    internal static BertProcessing Read(JsonNode node)
    {
        node.AllowOnly("type", "sep", "cls");
        return new BertProcessing(TemplatePart.TokenAndId(node.Require("sep")), TemplatePart.TokenAndId(node.Require("cls")));
    }
}
