using EmotionOnnx.Training.Tables;

namespace EmotionOnnx.Training;

/// <summary>
/// Reads texts, with labels if asked, from <c>.txt</c>, <c>.csv</c>, <c>.tsv</c> and <c>.jsonl</c>, row by row: memory is bounded
/// by the longest row, whatever the file's size. Not thread-safe; one reader, one thread.
/// </summary>
/// <remarks>
/// A row that can't be read (a quote that is never closed, a cell missing, JSON that does not parse, bytes that are not valid
/// in the file's encoding) comes as a <see cref="TextRow"/> with <see cref="TextRow.Error"/>, and reading goes on with the
/// line after the one on which it began. Lines end with LF or CR LF.
/// </remarks>
public sealed class TextTableReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly RowSource _rows;

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The bytes; disposed of with the reader unless <paramref name="leaveOpen"/>.</param>
    /// <param name="name">What errors call it, for example <c>standard input</c>.</param>
    /// <param name="options">How it is read; <see cref="TextTableOptions.Format"/> must be given unless <paramref name="name"/> has an extension that says it.</param>
    /// <param name="leaveOpen">Whether the stream stays open.</param>
    /// <exception cref="TextTableException">The format is unknown, or a column is not there.</exception>
    public TextTableReader(Stream stream, string name, TextTableOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= new TextTableOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxRowBytes, nameof(options));
        _stream = stream;
        _leaveOpen = leaveOpen;
        Name = name;
        Format = options.Format ?? FormatOf(name);
        var lines = new LineReader(stream, options.Encoding, options.MaxRowBytes);
        _rows = Format switch
        {
            TextTableFormat.Text => new PlainRows(lines, name, options),
            TextTableFormat.JsonLines => new JsonRows(lines, name, options),
            _ => new CellRows(RecordsOf(lines, options), name, options),
        };
    }

    /// <summary>The file, as errors call it.</summary>
    public string Name { get; }

    /// <summary>The format it is read in.</summary>
    public TextTableFormat Format { get; }

    /// <summary>The names of the columns; empty in <c>.txt</c> and JSON Lines.</summary>
    public IReadOnlyList<string> Columns => _rows.Columns;

    /// <summary>The number of the next row: how many rows were read or skipped.</summary>
    public long RowNumber { get; private set; }

    /// <summary>The bytes in all, where the stream can tell; null in a pipe.</summary>
    public long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <summary>The bytes taken from the stream so far, where it can tell; some are read ahead.</summary>
    public long? Position => _stream.CanSeek ? _stream.Position : null;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="TextTableException">It is a folder, the format is unknown, or a column is not there.</exception>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public static TextTableReader Open(string path, TextTableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new TextTableException(path, "this is a folder; a file is expected.");
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            return new TextTableReader(stream, path, options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The format that a file's extension stands for.</summary>
    /// <param name="path">The file's name; it need not exist.</param>
    /// <exception cref="TextTableException">The extension is none of those known.</exception>
    public static TextTableFormat FormatOf(string path) =>
        TryFormatOf(path) ?? throw new TextTableException(
            path, "the format can't be told from the extension; name it, or use .txt, .csv, .tsv, .tab, .jsonl or .ndjson.");

    /// <summary>The format that a file's extension stands for, or null.</summary>
    /// <param name="path">The file's name; it need not exist.</param>
    public static TextTableFormat? TryFormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TXT" => TextTableFormat.Text,
        ".CSV" => TextTableFormat.Csv,
        ".TSV" or ".TAB" => TextTableFormat.Tsv,
        ".JSONL" or ".NDJSON" => TextTableFormat.JsonLines,
        _ => null,
    };

    /// <summary>Reads the next row.</summary>
    /// <returns>The row, or null at the end.</returns>
    public TextRow? Read()
    {
        TextRow? row = _rows.Read(RowNumber);
        if (row is not null)
        {
            RowNumber++;
        }

        return row;
    }

    /// <summary>Reads the rows that are left.</summary>
    /// <param name="cancellationToken">Looked at before each row.</param>
    public IEnumerable<TextRow> ReadAll(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Read() is { } row)
        {
            yield return row;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Passes over rows, readable or not, without making anything of them: much faster than reading.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="cancellationToken">Looked at every 1,000 rows.</param>
    /// <returns>How many there were, fewer than asked at the end of the file.</returns>
    public long Skip(long rows, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        for (long skipped = 0; skipped < rows; skipped++)
        {
            if (skipped % 1000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!_rows.Skip())
            {
                return skipped;
            }

            RowNumber++;
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private IRecordReader RecordsOf(LineReader lines, TextTableOptions options)
    {
        bool isCsv = Format == TextTableFormat.Csv;
        char delimiter = options.Delimiter ?? (isCsv ? ',' : '\t');
        return options.Quoted ?? isCsv
            ? new QuotedRecords(lines, delimiter, options.MaxRowBytes)
            : new UnquotedRecords(lines, delimiter);
    }
}
