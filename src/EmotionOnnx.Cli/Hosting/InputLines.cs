using System.Text;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>
/// The lines of a stream in the portions in which they arrive: a line that is typed is answered at once, and a file comes
/// in batches. UTF-8; bytes that are not become U+FFFD. Memory is bounded by the longest line.
/// </summary>
internal sealed class InputLines(Stream input)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private bool _isAtEnd;
    private bool _isAtStart = true;

    /// <summary>The next lines, at least one; empty at the end.</summary>
    public IReadOnlyList<string> Read()
    {
        while (!_isAtEnd)
        {
            int searched = _length;
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            int read = input.Read(_buffer, _length, _buffer.Length - _length);
            _length += read;
            _isAtEnd = read == 0;
            int end = _isAtEnd ? _length : _buffer.AsSpan(searched, read).LastIndexOf((byte)'\n') is >= 0 and int last ? searched + last + 1 : 0;
            if (end > 0)
            {
                return Take(end);
            }
        }

        return [];
    }

    private List<string> Take(int end)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, end);
        if (_isAtStart && bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[3..];
        }

        _isAtStart = false;
        var lines = new List<string>();
        while (!bytes.IsEmpty)
        {
            int lineEnd = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = lineEnd >= 0 ? bytes[..lineEnd] : bytes;
            bytes = lineEnd >= 0 ? bytes[(lineEnd + 1)..] : [];
            lines.Add(Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line));
        }

        _buffer.AsSpan(end, _length - end).CopyTo(_buffer);
        _length -= end;
        return lines;
    }
}
