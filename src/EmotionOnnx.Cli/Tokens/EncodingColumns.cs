using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>
/// Tokens for a terminal: the text, each token's part of it in a colour that alternates, and under it a column for each token
/// with its id and offsets, as many side by side as fit.
/// </summary>
internal sealed class EncodingColumns(Tokenizer tokenizer, CliConsole console) : IEncodingWriter
{
    private const string Ellipsis = "…";
    private const string UnknownStyle = Ansi.Bold + Ansi.Red;

    private static readonly string[] Alternation = [Ansi.Cyan, Ansi.Yellow];

    private readonly TextWriter _output = console.OutputText;
    private readonly int _width = Math.Max(20, console.Width - 1);
    private bool _isFirst = true;

    public void Write(string text, string? pair, TokenEncoding encoding)
    {
        if (_isFirst)
        {
            _output.WriteLine(Paint(Ansi.Dim, TerminalText.Clean(tokenizer.FilePath)));
            _isFirst = false;
        }

        _output.WriteLine();
        TokenEncoding[] windows = [encoding, .. encoding.Overflow];
        for (int i = 0; i < windows.Length; i++)
        {
            List<TokenRow> rows = TokenRow.Of(windows[i], tokenizer.UnknownId);
            List<(TokenRow Row, string Style)> styled = Style(rows);
            WriteText(text, styled, 0, windows.Length > 1);
            if (pair is not null)
            {
                WriteText(pair, styled, 1, windows.Length > 1);
            }

            WriteColumns(styled);
            string which = windows.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"window {i + 1} of {windows.Length}: ");
            _output.WriteLine(Paint(Ansi.Dim, which + TokenRow.Count(rows, windows[i].Ids.Length - rows.Count)));
        }
    }

    private static List<(TokenRow Row, string Style)> Style(List<TokenRow> rows)
    {
        var styled = new List<(TokenRow, string)>(rows.Count);
        int turn = 0;
        foreach (TokenRow row in rows)
        {
            styled.Add((row, row.IsSpecial ? Ansi.Dim : row.IsUnknown ? UnknownStyle : Alternation[turn]));
            turn = row.IsSpecial ? turn : 1 - turn;
        }

        return styled;
    }

    private void WriteText(string text, List<(TokenRow Row, string Style)> tokens, int sequence, bool isWindow)
    {
        if (string.IsNullOrEmpty(text))
        {
            _output.WriteLine(Paint(Ansi.Dim, "(empty)"));
            return;
        }

        // A window shows the part of the text that it covers.
        List<(TokenRow Row, string Style)> own = [.. tokens.Where(token => token.Row.Sequence == sequence)];
        int done = isWindow ? own.Select(token => token.Row.Offsets.Start).DefaultIfEmpty(0).Min() : 0;
        int last = isWindow ? own.Select(token => token.Row.Offsets.End).DefaultIfEmpty(0).Max() : text.Length;
        var wrapped = new WrappedText(_output, _width, console.UseColor);
        wrapped.Write(done > 0 ? Ellipsis : "", Ansi.Dim);
        foreach ((TokenRow row, string style) in own)
        {
            // Bytes of one character are tokens with the same offsets: the first of them colours it.
            int start = Math.Max(done, row.Offsets.Start);
            if (row.Offsets.End > start)
            {
                wrapped.Write(Escape(text, done, start), "");
                wrapped.Write(Escape(text, start, row.Offsets.End), style);
                done = row.Offsets.End;
            }
        }

        wrapped.Write(Escape(text, done, last), "");
        wrapped.Write(last < text.Length ? Ellipsis : "", Ansi.Dim);
        wrapped.End();
    }

    private static string Escape(string text, int start, int end) => TerminalText.Escape(text.AsSpan(start, end - start));

    private void WriteColumns(List<(TokenRow Row, string Style)> tokens)
    {
        for (int start = 0; start < tokens.Count;)
        {
            int end = start;
            int used = 0;
            var widths = new List<int>();
            while (end < tokens.Count)
            {
                TokenRow row = tokens[end].Row;
                int width = Cells(row).Max(cell => TerminalText.Width(cell));
                if (used + width > _width && end > start)
                {
                    break;
                }

                widths.Add(width);
                used += width + 2;
                end++;
            }

            WriteBlock(tokens[start..end], widths);
            start = end;
        }
    }

    private void WriteBlock(List<(TokenRow Row, string Style)> tokens, List<int> widths)
    {
        int lines = tokens.Any(token => token.Row.IsUnknown) ? 4 : 3;
        for (int line = 0; line < lines; line++)
        {
            int owed = 0;
            for (int i = 0; i < tokens.Count; i++)
            {
                (TokenRow row, string style) = tokens[i];
                string cell = Cells(row)[line];
                if (cell.Length > 0)
                {
                    _output.Write(new string(' ', owed));
                    _output.Write(Paint(style, cell));
                    owed = 0;
                }

                owed += widths[i] - TerminalText.Width(cell) + 2;
            }

            _output.WriteLine();
        }
    }

    private static string[] Cells(TokenRow row) =>
        [row.TokenText, row.Id.ToString(CultureInfo.InvariantCulture), row.OffsetsText, row.IsUnknown ? "unknown" : ""];

    private string Paint(string style, string text) => console.UseColor && text.Length > 0 ? $"{style}{text}{Ansi.Reset}" : text;
}
