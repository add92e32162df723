using System.Text;

namespace EmotionOnnx.Training.Reporting;

/// <summary>Text in Markdown (CommonMark with GitHub's tables) that stays text: no markup, no link, no end of a table's cell.</summary>
internal static class MarkdownText
{
    // Of ASCII's punctuation, any of which may have a backslash, those that begin something inside a line. ':' and '.' for bare links.
    private const string Special = "\\`*_[]<>#|~&$@!";

    /// <summary>Inline text: a cell, or a part of a paragraph that does not begin with it.</summary>
    public static string Escape(string text)
    {
        string clean = PlainText.Clean(text);
        var escaped = new StringBuilder(clean.Length + 8);
        for (int i = 0; i < clean.Length; i++)
        {
            char c = clean[i];
            bool beginsLink = (c == ':' && clean.AsSpan(i).StartsWith("://", StringComparison.Ordinal))
                || (c == '.' && i >= 3 && clean.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
            if (beginsLink || Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A code span, its fence longer than any run of backticks in it.</summary>
    public static string Code(string text)
    {
        string clean = PlainText.Clean(text).Trim();
        string fence = new('`', LongestRun(clean) + 1);
        return fence.Length == 1 ? $"`{clean}`" : $"{fence} {clean} {fence}";
    }

    /// <summary>A fenced block.</summary>
    public static string Block(string text)
    {
        string clean = PlainText.Clean(text);
        string fence = new('`', Math.Max(3, LongestRun(clean) + 1));
        return $"{fence}\n{clean}\n{fence}";
    }

    private static int LongestRun(string text)
    {
        (int longest, int run) = (0, 0);
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
