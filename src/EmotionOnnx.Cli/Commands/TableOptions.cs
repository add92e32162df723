using System.CommandLine;
using System.Text;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>The options that say how a file of texts is read; the same for every command that reads one.</summary>
internal sealed class TableOptions
{
    private readonly Option<string> _text = new("--text", "-t")
    {
        Description = "The column (in .jsonl, the property) with the text. A file without a header calls its columns 1, 2, 3 ...",
        HelpName = "COLUMN",
        DefaultValueFactory = static _ => "text",
    };

    private readonly Option<string?> _format = new("--input-format")
    {
        Description = "txt (a text per line), csv (quotes as in RFC 4180), tsv (no quoting), or jsonl. Default: by the file's extension.",
        HelpName = "txt|csv|tsv|jsonl",
    };

    private readonly Option<char?> _delimiter = new("--delimiter")
    {
        Description = "What stands between cells of csv and tsv: one character, or 'tab'.",
        HelpName = "CHAR",
        CustomParser = static result => Characters.Parse(result),
    };

    private readonly Option<string?> _quotes = new("--quotes")
    {
        Description = "Whether cells may stand in double quotes: rfc4180 (default of csv) or none (default of tsv).",
        HelpName = "rfc4180|none",
    };

    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first row of csv and tsv is data; columns are called 1, 2, 3 ..." };

    private readonly Option<Encoding?> _encoding = new("--encoding")
    {
        Description = "What the file's bytes are: windows-1252, latin1, utf-16 ... Default: UTF-8. A byte order mark goes before either.",
        HelpName = "NAME",
        CustomParser = Encodings.Parse,
    };

    public TableOptions()
    {
        _format.AcceptOnlyFromAmong("txt", "csv", "tsv", "jsonl");
        _quotes.AcceptOnlyFromAmong("rfc4180", "none");
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_text, _format, _delimiter, _quotes, _noHeader, _encoding])
        {
            command.Add(option);
        }
    }

    public TextTableOptions Read(ParseResult result) => new()
    {
        Format = FormatOf(result.GetValue(_format)),
        TextColumn = result.GetValue(_text)!,
        Delimiter = result.GetValue(_delimiter),
        Quoted = result.GetValue(_quotes) switch { null => null, "none" => false, _ => true },
        HasHeader = !result.GetValue(_noHeader),
        Encoding = result.GetValue(_encoding),
    };

    /// <summary>The text column that was given; null where none was.</summary>
    public string? GivenText(ParseResult result) => result.GetResult(_text) is { Implicit: false } ? result.GetValue(_text) : null;

    private static TextTableFormat? FormatOf(string? name) => name switch
    {
        "txt" => TextTableFormat.Text,
        "csv" => TextTableFormat.Csv,
        "tsv" => TextTableFormat.Tsv,
        "jsonl" => TextTableFormat.JsonLines,
        _ => null,
    };
}
