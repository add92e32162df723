using System.Globalization;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>Tokens for a file or a pipe: a table of id, token, offsets, word and the part of the text, without escape codes.</summary>
internal sealed class EncodingTable(Tokenizer tokenizer, TextWriter output) : IEncodingWriter
{
    private const int MostTokenCells = 24;

    private bool _isFirst = true;

    public void Write(string text, string? pair, TokenEncoding encoding)
    {
        if (_isFirst)
        {
            output.WriteLine($"tokenizer: {TerminalText.Clean(tokenizer.FilePath)}");
            _isFirst = false;
        }

        output.WriteLine();
        output.WriteLine($"text: {TerminalText.Escape(text)}");
        if (pair is not null)
        {
            output.WriteLine($"pair: {TerminalText.Escape(pair)}");
        }

        TokenEncoding[] windows = [encoding, .. encoding.Overflow];
        for (int i = 0; i < windows.Length; i++)
        {
            List<TokenRow> rows = TokenRow.Of(windows[i], tokenizer.UnknownId);
            string which = windows.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"window {i + 1} of {windows.Length}: ");
            output.WriteLine(which + TokenRow.Count(rows, windows[i].Ids.Length - rows.Count));
            WriteRows(rows, text, pair);
        }
    }

    private void WriteRows(List<TokenRow> rows, string text, string? pair)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int idWidth = Math.Max(2, rows.Max(row => row.Id.ToString(CultureInfo.InvariantCulture).Length));
        int tokenWidth = Math.Max(5, Math.Min(MostTokenCells, rows.Max(row => TerminalText.Width(row.TokenText))));
        int offsetsWidth = Math.Max(7, rows.Max(row => row.OffsetsText.Length));
        string of = pair is null ? "" : "of    ";
        output.WriteLine($"{"id".PadLeft(idWidth)}  {Padded("token", tokenWidth)}  {"offsets".PadRight(offsetsWidth)}  word  {of}part");
        foreach (TokenRow row in rows)
        {
            string id = row.Id.ToString(CultureInfo.InvariantCulture).PadLeft(idWidth);
            string word = (row.Word?.ToString(CultureInfo.InvariantCulture) ?? "").PadRight(4);
            string which = pair is null ? "" : row.Sequence switch { 0 => "text  ", 1 => "pair  ", _ => "      " };
            string part = row.IsSpecial ? "" : row.PartOf(row.Sequence == 1 ? pair! : text);
            string remark = row.IsUnknown ? "  <- unknown" : "";
            output.WriteLine($"{id}  {Padded(row.TokenText, tokenWidth)}  {row.OffsetsText.PadRight(offsetsWidth)}  {word}  {which}{part}{remark}".TrimEnd(' '));
        }
    }

    private static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - TerminalText.Width(text)));
}
