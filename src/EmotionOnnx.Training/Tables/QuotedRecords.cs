using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EmotionOnnx.Training.Tables;

/// <summary>
/// RFC 4180 by CsvHelper, made to recover: a record that is no good costs the line on which it began, and a new parser
/// starts with the next line. A quote that is never closed would otherwise swallow the rest of the file.
/// </summary>
internal sealed class QuotedRecords : IRecordReader
{
    private readonly LineReader _lines;
    private readonly LineFeed _feed;
    private readonly CsvConfiguration _configuration;
    private CsvParser _parser;
    private bool _isBad;

    public QuotedRecords(LineReader lines, char delimiter, int maxBytes)
    {
        _lines = lines;
        _feed = new LineFeed(lines, maxBytes);
        _configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            Mode = CsvMode.RFC4180,
            IgnoreBlankLines = false,

            // Nothing is trimmed; and a space that CsvHelper took for white space could be no delimiter.
            WhiteSpaceChars = [],
            BadDataFound = _ => _isBad = true,
        };
        _parser = new CsvParser(_feed, _configuration, leaveOpen: true);
    }

    public bool TryRead(out Record record)
    {
        while (true)
        {
            _feed.BeginRecord(_parser.CharCount);
            _isBad = false;
            if (!_parser.Read())
            {
                record = default;
                return false;
            }

            // Bad quoting shows only when the cells are taken out.
            string[] cells = _parser.Record ?? [];
            if (_isBad || _feed.IsOverLimit)
            {
                record = new Record(_feed.Line, _feed.FirstLine, [], _feed.FirstLineError ?? Explain());
                _feed.RewindToSecondLine();
                _parser.Dispose();
                _parser = new CsvParser(_feed, _configuration, leaveOpen: true);
                return true;
            }

            if (cells is [""] && new Line(0, _parser.RawRecord, 0, null).IsEmpty)
            {
                continue;
            }

            string raw = new Line(0, _parser.RawRecord, 0, null).Content;
            record = new Record(_feed.Line, raw, _feed.Error is null ? cells : [], _feed.Error);
            return true;
        }
    }

    public bool TrySkip() => TryRead(out _);

    public void Dispose()
    {
        _parser.Dispose();
        _feed.Dispose();
        _lines.Dispose();
    }

    private string Explain() => _feed switch
    {
        { IsOverLimit: true } => "a quote opens here that is not closed within the longest row allowed.",
        { IsAtEnd: true, IsOverLines: true } => "a quote opens here that is never closed as it should be.",
        _ => "a quote stands where none may: quote the whole cell and double the quotes inside it (\"He said \"\"no\"\"\").",
    };
}
