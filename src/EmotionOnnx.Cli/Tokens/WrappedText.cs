using System.Globalization;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>Writes parts of a text in colours, in lines of so many cells; what is one character to a reader is never divided between lines.</summary>
internal sealed class WrappedText(TextWriter output, int width, bool useColor)
{
    private int _used;

    /// <summary>Writes the next part; it has been made safe for a terminal.</summary>
    public void Write(string text, string style)
    {
        if (text.Length == 0)
        {
            return;
        }

        Begin(style);
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, i);
            int cells = TerminalText.Width(text.AsSpan(i, length));
            if (_used + cells > width && _used > 0 && cells > 0)
            {
                output.Write(text.AsSpan(start, i - start));
                Pause(style);
                output.WriteLine();
                Begin(style);
                (start, _used) = (i, 0);
            }

            _used += cells;
            i += length;
        }

        output.Write(text.AsSpan(start));
        Pause(style);
    }

    public void End() => output.WriteLine();

    private void Begin(string style)
    {
        if (useColor && style.Length > 0)
        {
            output.Write(style);
        }
    }

    private void Pause(string style)
    {
        if (useColor && style.Length > 0)
        {
            output.Write(Ansi.Reset);
        }
    }
}
