using System.Text;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>
/// The lines of a stream as bytes, in the portions in which they arrive. Memory is bounded by a portion and the longest line
/// that is allowed; of a longer one nothing is kept but that it was there.
/// </summary>
/// <param name="input">The stream.</param>
/// <param name="portionBytes">How many bytes are asked for at once.</param>
/// <param name="maxLineBytes">The longest line.</param>
internal sealed class ByteLines(Stream input, int portionBytes, int maxLineBytes)
{
    private readonly List<ByteLine> _lines = [];
    private byte[] _buffer = new byte[portionBytes];
    private int _length;
    private int _taken;
    private long _number;
    private bool _isAtEnd;
    private bool _isAtStart = true;
    private bool _isDropping;

    /// <summary>The next lines, at least one; empty at the end. They are valid until the next call.</summary>
    public IReadOnlyList<ByteLine> Read()
    {
        _lines.Clear();
        Remove(_taken);
        _taken = 0;
        while (!_isAtEnd && _lines.Count == 0)
        {
            int searched = Fill();
            int newLine = _buffer.AsSpan(searched, _length - searched).LastIndexOf((byte)'\n');
            int end = _isAtEnd ? _length : newLine >= 0 ? searched + newLine + 1 : 0;
            if (end > 0)
            {
                Take(end);
            }
            else if (_length > maxLineBytes)
            {
                _lines.Add(new ByteLine(default, ++_number, IsTooLong: true));
                (_length, _isDropping) = (0, true);
            }
        }

        return _lines;
    }

    /// <summary>Reads more; says from where on the buffer is new.</summary>
    private int Fill()
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        }

        int before = _length;
        int read = input.Read(_buffer, _length, _buffer.Length - _length);
        _length += read;
        _isAtEnd = read == 0;
        if (_isDropping)
        {
            // The rest of a line that was too long.
            int end = _buffer.AsSpan(0, _length).IndexOf((byte)'\n');
            _isDropping = end < 0;
            Remove(end < 0 ? _length : end + 1);
            return 0;
        }

        return before;
    }

    private void Take(int end)
    {
        int start = _isAtStart && _buffer.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        _isAtStart = false;
        while (start < end)
        {
            int length = _buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            int next = length < 0 ? end : start + length + 1;
            int lineEnd = length < 0 ? end : start + length;
            if (lineEnd > start && _buffer[lineEnd - 1] == (byte)'\r')
            {
                lineEnd--;
            }

            bool isTooLong = lineEnd - start > maxLineBytes;
            _lines.Add(new ByteLine(isTooLong ? default : _buffer.AsMemory(start, lineEnd - start), ++_number, isTooLong));
            start = next;
        }

        _taken = end;
    }

    private void Remove(int count)
    {
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
    }
}

/// <summary>A line.</summary>
/// <param name="Bytes">Without its end (LF or CR LF).</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsTooLong">Whether it was too long to be kept.</param>
internal readonly record struct ByteLine(ReadOnlyMemory<byte> Bytes, long Number, bool IsTooLong);
