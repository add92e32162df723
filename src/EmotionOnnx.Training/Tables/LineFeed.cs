namespace EmotionOnnx.Training.Tables;

/// <summary>
/// Hands lines to a parser one at a time and keeps those of the record being parsed, so that it can be taken back.
/// </summary>
internal sealed class LineFeed(LineReader lines, int maxBytes) : TextReader
{
    // From _first to _next the lines of the current record; from _next on those that were given back.
    private readonly List<Line> _kept = [];
    private int _first;
    private int _next;
    private int _position;
    private long _given;
    private long _bytes;

    /// <summary>The first line of the record.</summary>
    public Line First => _kept[_first];

    /// <summary>How many lines the record has taken.</summary>
    public int Count => _next - _first;

    /// <summary>Whether the record was ended because it is too long.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Whether the file ended with the record.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What is wrong in the bytes of the record's lines; null when all is well.</summary>
    public string? Error
    {
        get
        {
            for (int i = _first; i < _next; i++)
            {
                if (_kept[i].Error is { } error)
                {
                    return Count == 1 ? error : FormattableString.Invariant($"line {_kept[i].Number}: {error}");
                }
            }

            return null;
        }
    }

    /// <summary>Forgets the lines of the record before.</summary>
    /// <param name="consumed">How many characters the parser has used since it was made.</param>
    public void BeginRecord(long consumed)
    {
        // A lone CR ends a record too, in the middle of a line: that line belongs to the next record as well.
        _first = consumed < _given && Count > 0 ? _next - 1 : _next;
        _bytes = Count > 0 ? First.Bytes : 0;
        IsOverLimit = false;
        Compact();
    }

    /// <summary>Gives back every line but the record's first, for a new parser.</summary>
    public void RewindToSecondLine()
    {
        _first++;
        (_next, _position, _given, _bytes) = (_first, 0, 0, 0);
        (IsOverLimit, IsAtEnd) = (false, false);
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !MoveToText())
        {
            return 0;
        }

        string text = _kept[_next - 1].Text;
        int length = Math.Min(count, text.Length - _position);
        text.CopyTo(_position, buffer, index, length);
        _position += length;
        _given += length;
        return length;
    }

    public override int Peek() => MoveToText() ? _kept[_next - 1].Text[_position] : -1;

    public override int Read()
    {
        int next = Peek();
        if (next >= 0)
        {
            _position++;
            _given++;
        }

        return next;
    }

    /// <summary>Makes the line before <c>_next</c> one with characters left to give.</summary>
    private bool MoveToText()
    {
        if (Count > 0 && _position < _kept[_next - 1].Text.Length)
        {
            return true;
        }

        if (_next == _kept.Count)
        {
            if (IsOverLimit || IsAtEnd)
            {
                return false;
            }

            if (!lines.TryRead(out Line line))
            {
                IsAtEnd = true;
                return false;
            }

            _kept.Add(line);
        }

        _bytes += _kept[_next].Bytes;
        if (Count > 0 && _bytes > maxBytes)
        {
            // To the parser this is the end of the file; the line stays for after the rewind.
            IsOverLimit = true;
            return false;
        }

        _next++;
        _position = 0;
        return true;
    }

    /// <summary>Drops the lines that are done with; not at every record, since what was given back may be many lines.</summary>
    private void Compact()
    {
        if (_first == _kept.Count || _first >= 4096)
        {
            _kept.RemoveRange(0, _first);
            _next -= _first;
            _first = 0;
        }
    }
}
