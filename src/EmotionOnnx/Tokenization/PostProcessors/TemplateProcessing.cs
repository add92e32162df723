using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Special tokens around the texts as a template says, one template for a single text and one for a pair.</summary>
internal sealed class TemplateProcessing(TemplatePart[] single, TemplatePart[] pair) : PostProcessor
{
    internal const string TypeName = "TemplateProcessing";

    internal override TemplatePart[] Single { get; } = single;

    internal override TemplatePart[] Pair { get; } = pair;

    internal static TemplateProcessing Read(JsonNode node)
    {
        node.AllowOnly("type", "single", "pair", "special_tokens");
        JsonNode special = node.Require("special_tokens");
        return new TemplateProcessing(
            ReadTemplate(node.Require("single"), special, sequences: 1),
            ReadTemplate(node.Require("pair"), special, sequences: 2));
    }

    private static TemplatePart[] ReadTemplate(JsonNode node, JsonNode special, int sequences)
    {
        TemplatePart[] parts = [.. node.Items().Select(item => ReadPart(item, special))];
        for (int sequence = 0; sequence < 2; sequence++)
        {
            int expected = sequence < sequences ? 1 : 0;
            if (parts.Count(part => part.Sequence == sequence) != expected)
            {
                throw node.Error($"the sequence {(sequence == 0 ? 'A' : 'B')} must stand here {(expected == 1 ? "once" : "nowhere")}.");
            }
        }

        return parts;
    }

    private static TemplatePart ReadPart(JsonNode node, JsonNode special)
    {
        node.AllowOnly("Sequence", "SpecialToken");
        if (node.Find("Sequence") is { } sequence)
        {
            sequence.AllowOnly("id", "type_id");
            return sequence.String("id") switch
            {
                "A" => TemplatePart.Text(0, sequence.Integer("type_id")),
                "B" => TemplatePart.Text(1, sequence.Integer("type_id")),
                string other => throw sequence.Error($"the sequence '{other}' is neither A nor B."),
            };
        }

        JsonNode piece = node.Find("SpecialToken") ?? throw node.Error("expected a Sequence or a SpecialToken.");
        piece.AllowOnly("id", "type_id");
        JsonNode token = special.Require(piece.String("id"));
        token.AllowOnly("id", "ids", "tokens");
        JsonNode[] items = [.. token.Require("ids").Items()];
        int[] ids = Array.ConvertAll(items, id => id.AsInteger());
        string[] tokens = [.. token.Require("tokens").Items().Select(text => text.AsString())];
        return ids.Length == tokens.Length
            ? TemplatePart.Special(piece.Integer("type_id"), ids, tokens)
            : throw token.Error($"it has {ids.Length} ids and {tokens.Length} tokens.");
    }
}
