using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>From the type in tokenizer.json to the component of that name. A new component gets its line here.</summary>
internal static class ComponentReader
{
    internal static Normalizer Normalizer(JsonNode node) => node.TypeName switch
    {
        BertNormalizer.TypeName => BertNormalizer.Read(node),
        _ => throw node.UnknownType("normalizer", BertNormalizer.TypeName),
    };

    internal static PreTokenizer PreTokenizer(JsonNode node) => node.TypeName switch
    {
        BertPreTokenizer.TypeName => BertPreTokenizer.Read(node),
        _ => throw node.UnknownType("pre-tokenizer", BertPreTokenizer.TypeName),
    };

    internal static PostProcessor PostProcessor(JsonNode node) => node.TypeName switch
    {
        TemplateProcessing.TypeName => TemplateProcessing.Read(node),
        BertProcessing.TypeName => BertProcessing.Read(node),
        _ => throw node.UnknownType("post-processor", $"{TemplateProcessing.TypeName}, {BertProcessing.TypeName}"),
    };
}
