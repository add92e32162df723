using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>
/// <c>emotion tokenize --jsonl</c>: an answer per line, in order, in bounded memory. What has arrived is answered before more is
/// waited for; lines that are there at once are encoded side by side.
/// </summary>
internal sealed class TokenLines(Tokenizer tokenizer, EncodeOptions options, CliConsole console) : IDisposable
{
    private const int PortionBytes = 1024 * 1024;

    // Below this a range of lines is not worth a thread.
    private const int LeastRangeBytes = 8 * 1024;

    // The answer to a longer line goes to the output as it is written, not through memory.
    private const int LongLineBytes = 256 * 1024;

    private readonly LineRange[] _ranges = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new LineRange(tokenizer, options))];
    private readonly Utf8JsonWriter _longLine = new(console.Output, JsonLinesWriter.Options);
    private long _answered;
    private long _failed;

    /// <summary>Answers all lines.</summary>
    /// <returns>How many could not be read.</returns>
    public long Run()
    {
        var input = new ByteLines(console.Input, PortionBytes, LineEncoder.MaxLineBytes);
        while (input.Read() is { Count: > 0 } lines)
        {
            int start = 0;
            for (int i = 0; i < lines.Count; i++)
            {
                if (lines[i].Bytes.Length > LongLineBytes)
                {
                    Answer(lines, start..i);
                    AnswerLong(lines[i]);
                    start = i + 1;
                }
            }

            Answer(lines, start..lines.Count);
            console.Output.Flush();
        }

        if (_failed > 0)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"emotion: {_failed:N0} of {_failed + _answered:N0} lines could not be read; they have no line in the output."));
        }

        return _failed;
    }

    public void Dispose()
    {
        _longLine.Dispose();
        foreach (LineRange range in _ranges)
        {
            range.Dispose();
        }
    }

    private void Answer(IReadOnlyList<ByteLine> lines, Range range)
    {
        Range[] parts = Divide(lines, range);
        if (parts.Length == 1)
        {
            _ranges[0].Encode(lines, parts[0]);
        }
        else
        {
            EncodeSideBySide(lines, parts);
        }

        for (int i = 0; i < parts.Length; i++)
        {
            console.Output.Write(_ranges[i].Output);
            _answered += _ranges[i].Output.Count((byte)'\n');
            foreach ((long line, string error) in _ranges[i].Errors)
            {
                Report(line, error);
            }
        }
    }

    private void EncodeSideBySide(IReadOnlyList<ByteLine> lines, Range[] parts)
    {
        try
        {
            Parallel.For(0, parts.Length, i => _ranges[i].Encode(lines, parts[i]));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    // Neighbouring lines of about as many bytes for each processor.
    private Range[] Divide(IReadOnlyList<ByteLine> lines, Range range)
    {
        (int start, int count) = range.GetOffsetAndLength(lines.Count);
        int end = start + count;
        long bytes = 0;
        for (int i = start; i < end; i++)
        {
            bytes += lines[i].Bytes.Length;
        }

        long share = Math.Max(LeastRangeBytes, (bytes / _ranges.Length) + 1);
        var parts = new List<Range>();
        long taken = 0;
        for (int i = start; i < end; i++)
        {
            taken += lines[i].Bytes.Length;
            if (taken >= share && parts.Count < _ranges.Length - 1)
            {
                parts.Add(start..(i + 1));
                (start, taken) = (i + 1, 0);
            }
        }

        if (start < end || parts.Count == 0)
        {
            parts.Add(start..end);
        }

        return [.. parts];
    }

    private void AnswerLong(ByteLine line)
    {
        if (LineEncoder.Encode(line, tokenizer, options, out string? error) is { } encoding)
        {
            _longLine.Reset();
            EncodingJson.Write(_longLine, encoding);
            _longLine.Flush();
            console.Output.Write("\n"u8);
            _answered++;
        }
        else if (error is not null)
        {
            Report(line.Number, error);
        }
    }

    private void Report(long line, string error)
    {
        _failed++;
        console.Error.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"emotion: standard input:{line}: {error}")));
    }
}
