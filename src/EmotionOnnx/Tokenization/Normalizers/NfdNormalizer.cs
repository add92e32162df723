using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Canonical decomposition.</summary>
internal sealed class NfdNormalizer() : NormalFormNormalizer(new NormalForm(compatible: false, composes: false))
{
    internal const string TypeName = "NFD";

    internal static NfdNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new NfdNormalizer();
    }
}
