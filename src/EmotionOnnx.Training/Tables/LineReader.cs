using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace EmotionOnnx.Training.Tables;

/// <summary>
/// Cuts a stream of bytes into lines and checks each for itself, so that one bad byte spoils one line, with its number known,
/// and not the file. Lines end with LF alone: in UTF-8 that byte is never part of another character.
/// </summary>
internal sealed class LineReader : IDisposable
{
    // Stands where bytes of another encoding are no character: one that no text has, unlike U+FFFD, which marks damage done before.
    private const string InvalidMark = "\uFFFF";

    private readonly Stream _stream;
    private readonly int _maxBytes;
    private readonly Encoding _encoding;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _atEnd;
    private long _number;

    public LineReader(Stream stream, Encoding? encoding, int maxBytes)
    {
        _maxBytes = maxBytes;
        _stream = stream;
        while (_end < StreamEncoding.HeadBytes && Fill())
        {
        }

        (_encoding, int mark) = StreamEncoding.Of(_buffer.AsSpan(0, _end), encoding);
        if (!IsTranscoded)
        {
            _start = mark;
            return;
        }

        _stream = Transcode(new PrefixedStream(_buffer[mark.._end], stream), _encoding);
        (_end, _atEnd) = (0, false);
    }

    private bool IsTranscoded => _encoding.CodePage != Encoding.UTF8.CodePage;

    private static ReadOnlySpan<byte> InvalidMarkBytes => "\uFFFF"u8;

    public bool TryRead(out Line line)
    {
        if (!TryFrame(out int length, out bool cut))
        {
            line = default;
            return false;
        }

        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, length);
        string text = Encoding.UTF8.GetString(bytes);
        string? error = cut ? FormattableString.Invariant($"the line has more than {_maxBytes} bytes.")
            : FirstInvalid(bytes) is not { } which ? null
            : $"{which}; name the file's encoding (--encoding, in a program TextTableOptions.Encoding), or convert it to UTF-8.";

        _start += length;
        line = new Line(++_number, IsTranscoded && error is not null ? text.Replace(InvalidMark, "\uFFFD", StringComparison.Ordinal) : text, length, error);
        if (cut)
        {
            DropRestOfLine();
        }

        return true;
    }

    /// <summary>Passes over a line without decoding it.</summary>
    /// <param name="isEmpty">Whether nothing but the line end stood there.</param>
    public bool TrySkip(out bool isEmpty)
    {
        isEmpty = false;
        if (!TryFrame(out int length, out bool cut))
        {
            return false;
        }

        isEmpty = _buffer.AsSpan(_start, length) is [] or [(byte)'\n'] or [(byte)'\r', (byte)'\n'];
        _start += length;
        _number++;
        if (cut)
        {
            DropRestOfLine();
        }

        return true;
    }

    public void Dispose()
    {
        if (IsTranscoded)
        {
            _stream.Dispose();
        }
    }

    // A decoder may take a line end for the second byte of a broken pair: that line's error is the next one's too.
    private static Stream Transcode(Stream stream, Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback(InvalidMark);
        return Encoding.CreateTranscodingStream(stream, marking, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Says what is not valid in the file's encoding, or null.</summary>
    private string? FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (IsTranscoded)
        {
            return bytes.IndexOf(InvalidMarkBytes) < 0 ? null : $"the line has bytes that are not valid {_encoding.WebName}";
        }

        if (Utf8.IsValid(bytes))
        {
            return null;
        }

        int index = 0;
        while (Rune.DecodeFromUtf8(bytes[index..], out _, out int length) == OperationStatus.Done)
        {
            index += length;
        }

        return FormattableString.Invariant($"byte {index + 1} of the line (0x{bytes[index]:X2}) is not valid UTF-8");
    }

    /// <summary>Finds the next line in the buffer: its bytes with the line end, or the first of one that is too long.</summary>
    private bool TryFrame(out int length, out bool cut)
    {
        int searched = 0;
        cut = false;
        while (true)
        {
            int end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            length = end >= 0 ? searched + end + 1 : _end - _start;
            if (length > _maxBytes)
            {
                (length, cut) = (_maxBytes, true);
                return true;
            }

            if (end >= 0)
            {
                return true;
            }

            searched = length;
            if (!Fill())
            {
                return length > 0;
            }
        }
    }

    private void DropRestOfLine()
    {
        while (true)
        {
            int end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            _start = end >= 0 ? _start + end + 1 : _end;
            if (end >= 0 || !Fill())
            {
                return;
            }
        }
    }

    private bool Fill()
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
        return !_atEnd;
    }
}
