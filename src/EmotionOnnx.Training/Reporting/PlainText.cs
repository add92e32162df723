using System.Globalization;
using System.Text;

namespace EmotionOnnx.Training.Reporting;

/// <summary>
/// Untrusted text as one line that shows what is in it and obeys none of it: no control character, no change of the writing direction, no half
/// surrogate pair, nothing that XML can't hold. Markup is the renderers' to escape.
/// </summary>
internal static class PlainText
{
    /// <summary>So much of a text is quoted.</summary>
    public const int TextLength = 300;

    /// <summary>So much of a label's name is shown.</summary>
    public const int LabelLength = 60;

    private const char Ellipsis = '…';

    /// <summary>A text's beginning.</summary>
    public static string Excerpt(string text) => Cut(text, TextLength);

    /// <summary>A label's name.</summary>
    public static string Label(string label) => label.Length == 0 ? "(empty)" : Cut(label, LabelLength);

    /// <summary>The whole text, cleaned.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(clean, rune);
        }

        return clean.ToString();
    }

    // Cut before it is cleaned: a text may have megabytes.
    private static string Cut(string text, int most)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed.Length <= most)
        {
            return Clean(trimmed);
        }

        int end = most - (char.IsHighSurrogate(trimmed[most - 1]) ? 1 : 0);
        return Clean(trimmed[..end].TrimEnd()) + Ellipsis;
    }

    private static void Append(StringBuilder clean, Rune rune)
    {
        int value = rune.Value;
        if (value is '\t' or '\n' or '\r' or 0x2028 or 0x2029 or 0x85)
        {
            clean.Append(' ');
        }
        else if (value is < ' ' or 0x7f)
        {
            // Control pictures: NUL is shown as ␀, escape as ␛.
            clean.Append(value == 0x7f ? '\u2421' : (char)('\u2400' + value));
        }
        else if (value is <= 0x9f and >= 0x80 || TurnsDirection(value) || IsNoCharacter(value))
        {
            clean.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
        }
        else
        {
            // Half a surrogate pair comes as U+FFFD already.
            clean.Append(rune.ToString());
        }
    }

    private static bool TurnsDirection(int value) => value is 0x200e or 0x200f or 0x061c or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0xfeff;

    private static bool IsNoCharacter(int value) => (value & 0xfffe) == 0xfffe || value is >= 0xfdd0 and <= 0xfdef;
}
