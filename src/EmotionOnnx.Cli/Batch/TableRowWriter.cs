using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// A delimited row per row: row, line, the input's columns, then the result. Csv is RFC 4180; tsv has no quoting, so a
/// tab or line end inside a cell becomes a space there, and is counted.
/// </summary>
internal sealed class TableRowWriter : IRowWriter
{
    private readonly CsvWriter _csv;
    private readonly CellSource _cells;
    private readonly ResultView _view;
    private readonly OutputColumns _columns;
    private readonly IReadOnlyList<string> _own;
    private readonly bool _isCsv;

    public TableRowWriter(Stream output, OutputFormat format, CellSource cells, OutputColumns columns, IReadOnlyList<string> own, ResultView view)
    {
        _isCsv = format == OutputFormat.Csv;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",
            Delimiter = _isCsv ? "," : "\t",
            Mode = _isCsv ? CsvMode.RFC4180 : CsvMode.NoEscape,
        };
        _csv = new CsvWriter(new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true), configuration);
        _cells = cells;
        _columns = columns;
        _own = own;
        _view = view;
    }

    /// <summary>How many cells had a tab or a line end, which tsv can't hold.</summary>
    public long ChangedCells { get; private set; }

    public void WriteHeader()
    {
        foreach (string name in (IEnumerable<string>)["row", "line", .. _columns.NamesOf(_cells.Columns), .. _own])
        {
            Cell(name);
        }

        _csv.NextRecord();
    }

    public void Write(TextRow row, EmotionResult result)
    {
        Cell((row.Number + 1).ToString(CultureInfo.InvariantCulture));
        Cell(row.Line.ToString(CultureInfo.InvariantCulture));
        foreach (string cell in _cells.Of(row))
        {
            Cell(cell);
        }

        LabelScore top = result.Top;
        Cell(string.Join(',', result.Labels.Select(label => label.Label)));
        Cell(top.Label);
        Cell(Format(top.Score));
        Cell(result.IsTruncated ? "true" : "false");
        foreach (string grouping in _view.Groups)
        {
            Cell(string.Join(',', result.Group(grouping).Where(group => group.IsPresent).Select(group => group.Label)));
        }

        if (_view.All)
        {
            foreach (float score in result.Scores)
            {
                Cell(Format(score));
            }
        }

        _csv.NextRecord();
    }

    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    private static string Format(float score) => score.ToString("0.######", CultureInfo.InvariantCulture);

    private void Cell(string text)
    {
        if (!_isCsv && text.AsSpan().ContainsAny('\t', '\n', '\r'))
        {
            ChangedCells++;
            text = text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        }

        _csv.WriteField(text);
    }
}
