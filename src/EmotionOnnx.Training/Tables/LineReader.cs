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
    private readonly Stream _stream;
    private readonly int _maxBytes;
    private readonly bool _transcoded;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _atEnd;
    private long _number;

    public LineReader(Stream stream, Encoding? encoding, int maxBytes)
    {
        _maxBytes = maxBytes;
        _stream = stream;
        if (encoding is { CodePage: not 65001 })
        {
            (_stream, _transcoded) = (Transcode(stream, encoding), true);
            return;
        }

        // The byte order mark says which; three bytes are enough for those of UTF-8 and UTF-16.
        while (_end < 3 && Fill())
        {
        }

        ReadOnlySpan<byte> head = _buffer.AsSpan(0, _end);
        Encoding? marked = head switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (marked is not null)
        {
            (_stream, _transcoded) = (Transcode(new PrefixedStream(head[2..].ToArray(), stream), marked), true);
            (_end, _atEnd) = (0, false);
        }
        else if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            _start = 3;
        }
    }

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
            : Utf8.IsValid(bytes) ? null
            : FormattableString.Invariant($"{FirstInvalid(bytes)} is not valid UTF-8; convert the file to UTF-8 (a program can also give TextTableOptions an encoding).");

        _start += length;
        line = new Line(++_number, text, length, error);
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
        if (_transcoded)
        {
            _stream.Dispose();
        }
    }

    private static Stream Transcode(Stream stream, Encoding encoding) =>
        Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);

    private static string FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int index = 0;
        while (Rune.DecodeFromUtf8(bytes[index..], out _, out int length) == OperationStatus.Done)
        {
            index += length;
        }

        return FormattableString.Invariant($"byte {index + 1} of the line (0x{bytes[index]:X2})");
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
