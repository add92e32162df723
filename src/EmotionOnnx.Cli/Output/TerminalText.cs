using System.Globalization;
using System.Text;

namespace EmotionOnnx.Cli.Output;

/// <summary>
/// Makes untrusted text safe for a terminal: nothing in it moves the cursor, changes colours or the direction of
/// writing, or is invalid UTF-16.
/// </summary>
internal static class TerminalText
{
    private const char Ellipsis = '…';

    /// <summary>The text on one line, with control characters made visible and line breaks and tabs as spaces.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        if (!NeedsCleaning(text))
        {
            return text.ToString();
        }

        var builder = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            AppendClean(builder, rune);
        }

        return builder.ToString();
    }

    /// <summary>The text with everything visible that moves a cursor or can't be seen: tabs and line breaks too, as \t, \n and \r.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        if (!NeedsCleaning(text))
        {
            return text.ToString();
        }

        var builder = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string? escape = rune.Value switch { '\t' => "\\t", '\n' => "\\n", '\r' => "\\r", _ => null };
            if (escape is null)
            {
                AppendClean(builder, rune);
            }
            else
            {
                builder.Append(escape);
            }
        }

        return builder.ToString();
    }

    /// <summary>The cleaned text, cut to so many cells of a terminal with an ellipsis at its end.</summary>
    public static string Fit(ReadOnlySpan<char> text, int cells)
    {
        // No rune takes less than a cell but for marks; a bound for texts of many megabytes.
        ReadOnlySpan<char> head = text.Length > cells * 8 ? text[..(cells * 8)] : text;
        var builder = new StringBuilder();
        int used = 0;
        foreach (Rune rune in head.EnumerateRunes())
        {
            int before = builder.Length;
            AppendClean(builder, rune);
            int width = builder.Length - before > rune.Utf16SequenceLength ? builder.Length - before : CellWidth(rune);
            if (used + width > cells)
            {
                builder.Length = before;
                return TrimTo(builder, cells - 1, used);
            }

            used += width;
        }

        return head.Length < text.Length ? TrimTo(builder, cells - 1, used) : builder.ToString();
    }

    /// <summary>How many cells a cleaned text takes.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += CellWidth(rune);
        }

        return width;
    }

    private static string TrimTo(StringBuilder builder, int cells, int used)
    {
        while (used > cells && builder.Length > 0)
        {
            int length = builder.Length > 1 && char.IsLowSurrogate(builder[^1]) ? 2 : 1;
            Rune last = length == 2 ? new Rune(builder[^2], builder[^1]) : new Rune(builder[^1]);
            builder.Length -= length;
            used -= CellWidth(last);
        }

        return builder.Append(Ellipsis).ToString();
    }

    private static bool NeedsCleaning(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c < ' ' || c is >= '\u007f' and <= '\u009f' || char.IsSurrogate(c) || IsInvisibleControl(c))
            {
                return true;
            }
        }

        return false;
    }

    private static void AppendClean(StringBuilder builder, Rune rune)
    {
        int value = rune.Value;
        if (value is '\n' or '\r' or '\t')
        {
            builder.Append(' ');
        }
        else if (value < ' ')
        {
            // Control pictures: NUL is shown as ␀, escape as ␛.
            builder.Append((char)('\u2400' + value));
        }
        else if (value == 0x7f)
        {
            builder.Append('\u2421');
        }
        else if (value is >= 0x80 and <= 0x9f || IsInvisibleControl(value))
        {
            builder.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
        }
        else
        {
            builder.Append(rune.ToString());
        }
    }

    // Line and paragraph separators, and what turns the direction of writing; the joiners of emoji stay.
    private static bool IsInvisibleControl(int value) =>
        value is 0x2028 or 0x2029 or 0x200e or 0x200f or 0x061c or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0xfeff;

    private static int CellWidth(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        // East Asian wide and full-width forms, and emoji.
        bool wide = value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
