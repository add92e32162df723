namespace EmotionOnnx.Training.Tables;

/// <summary>The rows of a delimited file, quoted or not.</summary>
internal sealed class CellRows : RowSource
{
    private readonly IRecordReader _records;
    private readonly TextTableOptions _options;
    private readonly int _text;
    private readonly int _labels;
    private readonly int _split;
    private readonly int _group;
    private Record? _pending;

    public CellRows(IRecordReader records, string name, TextTableOptions options)
    {
        _records = records;
        _options = options;
        if (!records.TryRead(out Record first))
        {
            throw new TextTableException(name, options.HasHeader ? "it is empty; a first row that names the columns was expected." : "it is empty.");
        }

        if (first.Error is { } error)
        {
            throw new TextTableException(name, $"the first row tells the columns, but can't be read: {error}", first.Line);
        }

        if (!options.HasHeader)
        {
            _pending = first;
        }

        Columns = options.HasHeader ? first.Cells : [.. Enumerable.Range(1, first.Cells.Length).Select(i => FormattableString.Invariant($"{i}"))];
        _text = Find(name, options.TextColumn, nameof(options.TextColumn));
        _labels = FindIfAny(name, options.LabelsColumn, nameof(options.LabelsColumn));
        _split = FindIfAny(name, options.SplitColumn, nameof(options.SplitColumn));
        _group = FindIfAny(name, options.GroupColumn, nameof(options.GroupColumn));
    }

    public override IReadOnlyList<string> Columns { get; }

    public override TextRow? Read(long number)
    {
        if (!TryTake(out Record record))
        {
            return null;
        }

        string[] cells = record.Cells;
        if ((record.Error ?? ErrorOf(cells)) is { } error)
        {
            return Broken(number, record.Line, record.Raw, error);
        }

        return new TextRow
        {
            Number = number,
            Line = record.Line,
            Text = cells[_text],
            Labels = _labels >= 0 ? SplitLabels(cells[_labels], _options.LabelSeparator) : null,
            Split = _split >= 0 ? cells[_split].Trim() : null,
            Group = _group >= 0 ? cells[_group].Trim() : null,
            Cells = _options.KeepSource ? cells : null,
            Raw = _options.KeepSource ? record.Raw : null,
        };
    }

    public override bool Skip()
    {
        if (_pending is not null)
        {
            _pending = null;
            return true;
        }

        return _records.TrySkip();
    }

    public override void Dispose() => _records.Dispose();

    private bool TryTake(out Record record)
    {
        if (_pending is { } pending)
        {
            (record, _pending) = (pending, null);
            return true;
        }

        return _records.TryRead(out record);
    }

    private string? ErrorOf(string[] cells) =>
        cells.Length == Columns.Count
            ? null
            : FormattableString.Invariant($"{cells.Length} cell{(cells.Length == 1 ? "" : "s")}, where {Columns.Count} are expected ({string.Join(", ", Columns)}).");

    private int FindIfAny(string file, string? column, string property) => column is null ? -1 : Find(file, column, property);

    private int Find(string file, string column, string property)
    {
        int[] found = [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i] == column)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new TextTableException(file, $"there is no column '{column}'; there are {string.Join(", ", Columns.Select(name => $"'{name}'"))}.") { MissingColumn = property, LikelyDelimiter = LikelyDelimiter(column) },
            _ => throw new TextTableException(file, $"the column '{column}' stands {found.Length} times in the first row."),
        };
    }

    // Spreadsheets write semicolons where a comma is the decimal sign, and a first row of one cell then holds all names.
    private char? LikelyDelimiter(string column)
    {
        foreach (char delimiter in (ReadOnlySpan<char>)[';', '\t', ',', '|'])
        {
            if (Columns is [{ } only] && only.Contains(delimiter, StringComparison.Ordinal) && only.Split(delimiter).Any(name => name.Trim('"', ' ') == column))
            {
                return delimiter;
            }
        }

        return null;
    }
}
