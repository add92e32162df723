using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Compatibility decomposition, then canonical composition.</summary>
internal sealed class NfkcNormalizer() : NormalFormNormalizer(new NormalForm(compatible: true, composes: true))
{
    internal const string TypeName = "NFKC";

    internal static NfkcNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new NfkcNormalizer();
    }
}
