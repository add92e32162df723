using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>Another text for every occurrence of one, from left to right.</summary>
internal sealed class ReplaceNormalizer(string pattern, string content) : Normalizer
{
    internal const string TypeName = "Replace";

    // A match must not reach over the cut, nor take what stands beside it.
    internal override bool AllowsCutBeforeSpace { get; } =
        pattern.Length > 0 && !pattern.Any(unit => unit == ' ' || char.IsAsciiLetterOrDigit(unit));

    internal static Normalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "pattern", "content");
        JsonNode pattern = node.Require("pattern");
        pattern.AllowOnly("String");
        return new ReplaceNormalizer(pattern.String("String"), node.String("content"));
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        if (pattern.Length == 0)
        {
            InsertEverywhere(text, chars.Length);
            return;
        }

        int match = Find(chars, 0);
        if (match < 0)
        {
            return;
        }

        var changes = new TextChanges(text);
        for (; match >= 0; match = Find(chars, changes.Next))
        {
            changes.CopyTo(match);
            changes.SkipTo(match + pattern.Length);
            Insert(ref changes);
        }

        changes.CopyTo(chars.Length);
        changes.End();
    }

    // The empty pattern occurs before and after every code point of a text that is not empty.
    private void InsertEverywhere(NormalizedText text, int length)
    {
        if (length == 0)
        {
            return;
        }

        var changes = new TextChanges(text);
        Insert(ref changes);
        while (changes.Next < length)
        {
            changes.CopyOne();
            Insert(ref changes);
        }

        changes.End();
    }

    private void Insert(ref TextChanges changes)
    {
        foreach (Rune rune in content.EnumerateRunes())
        {
            changes.Insert(rune.Value);
        }
    }

    private int Find(ReadOnlySpan<char> chars, int from)
    {
        int index = chars[from..].IndexOf(pattern);
        return index < 0 ? -1 : from + index;
    }
}
