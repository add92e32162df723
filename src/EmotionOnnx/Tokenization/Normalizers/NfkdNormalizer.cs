using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Compatibility decomposition.</summary>
internal sealed class NfkdNormalizer() : NormalFormNormalizer(new NormalForm(compatible: true, composes: false))
{
    internal const string TypeName = "NFKD";

    internal static NfkdNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new NfkdNormalizer();
    }
}
