using System.Text;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Replaces text by Rust's rules.</summary>
internal static class Replacing
{
    /// <summary>Replaces a pattern wherever it occurs. The empty one occurs before every code point and at the end.</summary>
    internal static string All(string text, string pattern, string content)
    {
        if (pattern.Length > 0)
        {
            return text.Replace(pattern, content, StringComparison.Ordinal);
        }

        var result = new StringBuilder(content);
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString()).Append(content);
        }

        return result.ToString();
    }
}
