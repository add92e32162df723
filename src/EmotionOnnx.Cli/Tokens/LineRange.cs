using System.Buffers;
using System.Text.Json;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>Encodes neighbouring lines into memory of its own, so that several go on side by side.</summary>
internal sealed class LineRange(Tokenizer tokenizer, EncodeOptions options) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null, JsonLinesWriter.Options);

    /// <summary>The answers, a line each.</summary>
    public ReadOnlySpan<byte> Output => _output.WrittenSpan;

    /// <summary>The lines that have none, and why.</summary>
    public List<(long Line, string Error)> Errors { get; } = [];

    public void Encode(IReadOnlyList<ByteLine> lines, Range range)
    {
        _output.ResetWrittenCount();
        Errors.Clear();
        (int start, int count) = range.GetOffsetAndLength(lines.Count);
        for (int i = start; i < start + count; i++)
        {
            if (LineEncoder.Encode(lines[i], tokenizer, options, out string? error) is { } encoding)
            {
                _writer.Reset(_output);
                EncodingJson.Write(_writer, encoding);
                _writer.Flush();
                _output.Write("\n"u8);
            }
            else if (error is not null)
            {
                Errors.Add((lines[i].Number, error));
            }
        }
    }

    public void Dispose() => _writer.Dispose();
}
