namespace EmotionOnnx.Training.Tables;

/// <summary>One text per line; an empty line is an empty text, so that row and line stay in step.</summary>
internal sealed class PlainRows : RowSource
{
    private readonly LineReader _lines;
    private readonly bool _keepSource;

    public PlainRows(LineReader lines, string name, TextTableOptions options)
    {
        _lines = lines;
        _keepSource = options.KeepSource;
        if (options.LabelsColumn is not null)
        {
            throw new TextTableException(name, "a plain text file has no labels; use .csv, .tsv or .jsonl.");
        }
    }

    public override TextRow? Read(long number)
    {
        if (!_lines.TryRead(out Line line))
        {
            return null;
        }

        string text = line.Content;
        return line.Error is null
            ? new TextRow { Number = number, Line = line.Number, Text = text, Raw = _keepSource ? text : null }
            : Broken(number, line.Number, text, line.Error);
    }

    public override bool Skip() => _lines.TrySkip(out _);

    public override void Dispose() => _lines.Dispose();
}
