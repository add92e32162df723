using System.Globalization;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Reads, scores and writes chunk by chunk, in order, until the input ends or somebody stops it.</summary>
internal sealed class BatchJob(BatchRequest request, TextTableReader input, EmotionClassifier classifier, IBatchOutput output, IBatchProgress progress) : IDisposable
{
    private readonly MemoryStream _rows = new();
    private readonly MemoryStream _errors = new();
    private IRowWriter? _writer;
    private CellSource? _cells;
    private long _rowsOfThisRun;

    /// <summary>What to tell at the end, besides the counts.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Runs to the end of the input.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; whole chunks are committed.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        using var errors = new RowErrorLog(request.Errors is null ? null : _errors, input.Name, progress.Say) { Count = output.Done.Failed };
        input.Skip(output.Done.Rows, cancellationToken);
        progress.Report(0, Fraction(input.Position));
        foreach (RowChunk chunk in ChunkReader.Read(input, request.ChunkRows, cancellationToken))
        {
            (EmotionResult? Result, string? Error)[] outcomes = RowScorer.Score(classifier, chunk.Rows, cancellationToken);
            Commit(chunk.Rows, outcomes, errors);
            _rowsOfThisRun += chunk.Rows.Count;
            progress.Report(_rowsOfThisRun, Fraction(chunk.Position));
        }

        if (output.Done.OutputBytes == 0 && _writer is null)
        {
            // An input without rows still has a header.
            Commit([], [], errors);
        }

        AddRemarks();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _rows.Dispose();
        _errors.Dispose();
    }

    private double? Fraction(long? position) => position is { } bytes && input.Length is > 0 and { } length ? Math.Min(1, (double)bytes / length) : null;

    private void Commit(IReadOnlyList<TextRow> rows, (EmotionResult? Result, string? Error)[] outcomes, RowErrorLog errors)
    {
        _rows.SetLength(0);
        _errors.SetLength(0);
        if (_writer is null)
        {
            _writer = CreateWriter(rows);
            if (output.Done.OutputBytes == 0)
            {
                _writer.WriteHeader();
            }
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (outcomes[i].Result is { } result)
            {
                _writer.Write(rows[i], result);
            }
            else
            {
                errors.Add(new FailedRow(rows[i].Number, rows[i].Line, outcomes[i].Error!, rows[i].Raw ?? rows[i].Text));
            }
        }

        _writer.Flush();
        Journal done = output.Done with { Rows = output.Done.Rows + rows.Count, Failed = errors.Count, Columns = _cells?.Columns };
        output.Commit(done, Written(_rows), Written(_errors));
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private IRowWriter CreateWriter(IReadOnlyList<TextRow> firstRows)
    {
        string textColumn = input.Format == TextTableFormat.Text ? "text" : request.Table.TextColumn;
        if (request.Format == OutputFormat.JsonLines)
        {
            return new JsonRowWriter(_rows, new OutputColumns(request.Keep, textColumn, OutputColumns.OwnOfJson), input, textColumn, request.View);
        }

        IReadOnlyList<string> own = OutputColumns.OwnOfTable(request.View, classifier.Labels);
        var columns = new OutputColumns(request.Keep, textColumn, ["row", "line", .. own]);
        _cells = input.Format == TextTableFormat.JsonLines
            ? CellSource.OfProperties(output.Done.Columns ?? PropertyColumns(firstRows, textColumn))
            : CellSource.OfTable(input, columns, textColumn);
        return new TableRowWriter(_rows, request.Format, _cells, columns, own, request.View);
    }

    // JSON lines have no header: the columns are those asked for, or the first readable row's.
    private string[] PropertyColumns(IReadOnlyList<TextRow> rows, string textColumn)
    {
        if (request.Keep is { } keep)
        {
            return [textColumn, .. keep.Where(column => column != textColumn)];
        }

        TextRow? first = rows.FirstOrDefault(row => !row.IsError);
        return first is null ? [textColumn] : [.. CellSource.PropertiesOf(first)];
    }

    private void AddRemarks()
    {
        if (request.Keep is null && _cells?.Uncarried is { } uncarried)
        {
            Remarks.Add($"'{uncarried.Name}' on line {uncarried.Line} (and maybe others) is no property of the first row and was left out: --keep names the columns, .jsonl carries all.");
        }

        if (_writer is TableRowWriter { ChangedCells: > 0 and { } changed })
        {
            Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{changed:N0} cells had tabs or line ends, which tsv can't hold, and have spaces there: csv and jsonl keep them."));
        }
    }
}
