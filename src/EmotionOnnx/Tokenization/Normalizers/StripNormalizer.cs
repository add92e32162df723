using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>White space off the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    internal const string TypeName = "Strip";

    internal override bool AllowsCutBeforeSpace => false;

    internal static StripNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "strip_left", "strip_right");
        return new StripNormalizer(node.Boolean("strip_left"), node.Boolean("strip_right"));
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int start = 0, end = chars.Length;
        // White space lies in the Basic Multilingual Plane: no surrogate is one.
        while (right && end > 0 && IsSpace(chars[end - 1]))
        {
            end--;
        }

        while (left && start < end && IsSpace(chars[start]))
        {
            start++;
        }

        if (end - start < chars.Length)
        {
            text.BeginRewrite();
            text.CopyRun(start, end - start);
            text.EndRewrite();
        }
    }

    private static bool IsSpace(char c) => CharacterClasses.Of(c).Has(CharacterClass.Space);
}
