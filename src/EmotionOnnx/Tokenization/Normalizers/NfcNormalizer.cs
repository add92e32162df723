using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Canonical composition.</summary>
internal sealed class NfcNormalizer() : NormalFormNormalizer(new NormalForm(compatible: false, composes: true))
{
    internal const string TypeName = "NFC";

    internal static NfcNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new NfcNormalizer();
    }
}
