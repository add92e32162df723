using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Batch;

/// <summary>The rows that could not be read: the first ones on standard error, all of them as JSON lines where a file was asked for.</summary>
internal sealed class RowErrorLog(Stream? file, string input, Action<string> say) : IDisposable
{
    private const int MostSaid = 20;

    private readonly JsonLinesWriter? _lines = file is null ? null : new JsonLinesWriter(file);

    private int _said;

    /// <summary>How many rows failed.</summary>
    public long Count { get; set; }

    public void Add(FailedRow row)
    {
        Count++;
        _lines?.Write(row, static (writer, row) =>
        {
            writer.WriteNumber("row", row.Number + 1);
            writer.WriteNumber("line", row.Line);
            writer.WriteText("error", row.Error);
            writer.WriteText("raw", row.Raw);
        });
        if (_said++ < MostSaid)
        {
            say($"emotion: {input}:{row.Line}: {row.Error}");
        }
        else if (_said == MostSaid + 1)
        {
            say(file is null ? "emotion: more rows can't be read; --errors FILE would list them all." : "emotion: more rows can't be read; the errors file lists them all.");
        }
    }

    public void Dispose() => _lines?.Dispose();
}

/// <summary>A row that has no result.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Error">Why.</param>
/// <param name="Raw">The row as it stands in the input.</param>
internal readonly record struct FailedRow(long Number, long Line, string Error, string Raw);
