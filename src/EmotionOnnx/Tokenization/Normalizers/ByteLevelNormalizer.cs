using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Writes each byte of the text's UTF-8 as a character of its own.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    internal const string TypeName = "ByteLevel";

    // No space stays one.
    internal override bool AllowsCutBeforeSpace => false;

    internal static ByteLevelNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new ByteLevelNormalizer();
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        text.BeginRewrite();
        ByteLevelText.Write(text, 0, text.Chars.Length);
        text.EndRewrite();
    }
}
