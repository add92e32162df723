using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Patterns;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>The same content for every match of a pattern, from left to right.</summary>
internal sealed class ReplaceNormalizer(Pattern pattern, string content, bool allowsCutBeforeSpace) : Normalizer
{
    internal const string TypeName = "Replace";

    internal override bool AllowsCutBeforeSpace => allowsCutBeforeSpace;

    internal static ReplaceNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "pattern", "content");
        JsonNode pattern = node.Require("pattern");
        return new ReplaceNormalizer(Pattern.Read(pattern), node.String("content"), KeepsOffCuts(pattern.OptionalString("String")));
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        var search = default(PatternSearch);
        if (chars.IsEmpty || !pattern.TryFind(chars, ref search, scratch, out int start, out int end))
        {
            // Nothing matches in an empty text, not even a pattern that matches nothing.
            return;
        }

        var changes = new TextChanges(text);
        do
        {
            changes.CopyTo(start);
            changes.SkipTo(end);
            foreach (Rune rune in content.EnumerateRunes())
            {
                changes.Insert(rune.Value);
            }
        }
        while (pattern.TryFind(chars, ref search, scratch, out start, out end));

        changes.CopyTo(chars.Length);
        changes.End();
    }

    // A match must not reach over a cut before a space, nor take what stands beside it.
    private static bool KeepsOffCuts(string? literal) =>
        literal is { Length: > 0 } && !literal.Any(unit => unit == ' ' || char.IsAsciiLetterOrDigit(unit));
}
