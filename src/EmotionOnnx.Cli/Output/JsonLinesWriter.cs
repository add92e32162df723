using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionOnnx.Cli.Output;

/// <summary>Writes JSON objects, one per line, in UTF-8. A line goes to the stream whole.</summary>
internal sealed class JsonLinesWriter(Stream output) : IDisposable
{
    /// <summary>How all of the command's JSON lines are written.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null, Options);

    /// <summary>Writes one object; <paramref name="properties"/> fills it.</summary>
    public void Write<T>(T state, Action<Utf8JsonWriter, T> properties)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        properties(_writer, state);
        _writer.WriteEndObject();
        _writer.Flush();
        _buffer.Write("\n"u8);
        output.Write(_buffer.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();
}
