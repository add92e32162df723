using System.Text;

namespace EmotionOnnx.Training.Tables;

/// <summary>
/// Hands a file to a parser line by line and keeps the characters of the record being parsed, so that it can be taken back.
/// </summary>
internal sealed class LineFeed(LineReader lines, int maxBytes) : TextReader
{
    private readonly List<(long Line, string Error)> _errors = [];

    // From _start the record; up to _given what the parser has of it; up to _end what was given back by a rewind.
    private char[] _chars = new char[8192];
    private int _start;
    private int _given;
    private int _end;
    private int _givenLineEnd;

    // Where the current parser began, relative to the array like the others; far under 0 in a long file.
    private long _parserStart;
    private long _line = 1;
    private long _bytes;

    /// <summary>The number of the line on which the record begins.</summary>
    public long Line => _line;

    /// <summary>The first line of the record, without its line end.</summary>
    public string FirstLine => new Line(0, new string(_chars, _start, LineEnd(_start) - _start), 0, null).Content;

    /// <summary>Whether the record goes over more than one line.</summary>
    public bool IsOverLines => LineEnd(_start) < _given;

    /// <summary>Whether the record was ended because it is too long.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Whether the file ended with the record.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What is wrong in the bytes of the record's first line; null when all is well.</summary>
    public string? FirstLineError => _errors is [var first, ..] && first.Line == _line ? first.Error : null;

    /// <summary>What is wrong in the bytes of the record's lines; null when all is well.</summary>
    public string? Error =>
        FirstLineError ?? (_errors is [var first, ..] && first.Line <= LastLine ? FormattableString.Invariant($"line {first.Line}: {first.Error}") : null);

    /// <summary>Forgets the record before.</summary>
    /// <param name="consumed">How many characters the parser has used since it was made.</param>
    public void BeginRecord(long consumed)
    {
        MoveStart((int)(_parserStart + consumed));
        _bytes = Encoding.UTF8.GetByteCount(_chars, _start, _given - _start);
        IsOverLimit = false;
        Compact();
    }

    /// <summary>Gives back all but the record's first line, for a new parser.</summary>
    public void RewindToSecondLine()
    {
        MoveStart(LineEnd(_start));
        (_given, _givenLineEnd, _parserStart, _bytes) = (_start, _start, _start, 0);
        (IsOverLimit, IsAtEnd) = (false, false);
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !HasNext())
        {
            return 0;
        }

        int length = Math.Min(count, _givenLineEnd - _given);
        _chars.AsSpan(_given, length).CopyTo(buffer.AsSpan(index));
        _given += length;
        return length;
    }

    private long LastLine
    {
        get
        {
            ReadOnlySpan<char> record = _chars.AsSpan(_start, _given - _start);
            return _line + record.Count('\n') - (record is [.., '\n'] ? 1 : 0);
        }
    }

    private bool HasNext()
    {
        if (_given < _givenLineEnd)
        {
            return true;
        }

        if (IsOverLimit || (_given == _end && !Take()))
        {
            return false;
        }

        int lineEnd = LineEnd(_given);
        _bytes += Encoding.UTF8.GetByteCount(_chars, _given, lineEnd - _given);
        if (_given > _start && _bytes > maxBytes)
        {
            // To the parser this is the end of the file; the line stays for after the rewind.
            IsOverLimit = true;
            return false;
        }

        _givenLineEnd = lineEnd;
        return true;
    }

    private bool Take()
    {
        if (IsAtEnd || !lines.TryRead(out Line line))
        {
            IsAtEnd = true;
            return false;
        }

        // A line that was cut has lost its end.
        string text = line.Error is null || line.Text.EndsWith('\n') ? line.Text : line.Text + '\n';
        if (line.Error is { } error)
        {
            _errors.Add((line.Number, error));
        }

        if (_chars.Length - _end < text.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, _end + text.Length));
        }

        text.CopyTo(0, _chars, _end, text.Length);
        _end += text.Length;
        return true;
    }

    private void MoveStart(int position)
    {
        _line += _chars.AsSpan(_start, position - _start).Count('\n');
        _start = position;
        _errors.RemoveAll(error => error.Line < _line);
    }

    private int LineEnd(int position)
    {
        int end = _chars.AsSpan(position, _end - position).IndexOf('\n');
        return end >= 0 ? position + end + 1 : _end;
    }

    /// <summary>Drops what is done with; not at every record, since what was given back may be long.</summary>
    private void Compact()
    {
        if (_start == _end || _start > _chars.Length / 2)
        {
            _chars.AsSpan(_start, _end - _start).CopyTo(_chars);
            _parserStart -= _start;
            _given -= _start;
            _givenLineEnd -= _start;
            _end -= _start;
            _start = 0;
        }
    }
}
