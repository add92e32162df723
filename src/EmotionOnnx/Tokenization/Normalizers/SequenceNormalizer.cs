using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>One normalizer after another.</summary>
internal sealed class SequenceNormalizer(Normalizer[] normalizers) : Normalizer
{
    internal const string TypeName = "Sequence";

    internal override bool AllowsCutBeforeSpace { get; } = normalizers.All(normalizer => normalizer.AllowsCutBeforeSpace);

    internal static SequenceNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "normalizers");
        return new SequenceNormalizer([.. node.Require("normalizers").Items().Select(ComponentReader.Normalizer)]);
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        foreach (Normalizer normalizer in normalizers)
        {
            normalizer.Apply(text, scratch);
        }
    }
}
