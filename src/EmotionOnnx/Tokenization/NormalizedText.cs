using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization;

/// <summary>
/// A text on its way through the pipeline, with the place in the caller's string that each UTF-16 unit comes from.
/// A component rewrites it as a whole: <see cref="BeginRewrite"/>, appends in order, <see cref="EndRewrite"/>.
/// </summary>
internal sealed class NormalizedText
{
    private const long MostGrown = 1 << 26;

    /// <summary>The source of what stands before everything: it takes no room in the caller's string.</summary>
    internal const int AtBeginning = -1;

    private char[] _chars = new char[256];
    private char[] _newChars = new char[256];

    // For unit i: the start and end of the caller's code point behind it. Empty unless places are tracked.
    private int[] _starts = [];
    private int[] _ends = [];
    private int[] _newStarts = [];
    private int[] _newEnds = [];

    private int _length;
    private int _newLength;
    private int _offset;

    /// <summary>The text as it is now: valid UTF-16.</summary>
    internal ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Whether places are kept.</summary>
    internal bool Tracks { get; private set; }

    /// <summary>Takes a piece of valid UTF-16 that starts at an offset of the caller's string.</summary>
    internal void Load(ReadOnlySpan<char> text, int offset, bool tracks)
    {
        Tracks = tracks;
        _offset = offset;
        _length = text.Length;
        if (_chars.Length < text.Length)
        {
            _chars = new char[Grown(text.Length)];
        }

        text.CopyTo(_chars);
        if (!tracks)
        {
            return;
        }

        if (_starts.Length < _chars.Length)
        {
            _starts = new int[_chars.Length];
            _ends = new int[_chars.Length];
        }

        for (int i = 0; i < text.Length; i++)
        {
            int first = char.IsLowSurrogate(text[i]) ? i - 1 : i;
            _starts[i] = offset + first;
            _ends[i] = offset + (char.IsHighSurrogate(text[i]) ? i + 2 : i + 1);
        }
    }

    /// <summary>Where the code point behind a unit starts in the caller's string.</summary>
    internal int StartOf(int index) => _starts[index];

    /// <summary>Where the code point behind a unit ends in the caller's string.</summary>
    internal int EndOf(int index) => _ends[index];

    /// <summary>Starts a new text; the present one stays readable until <see cref="EndRewrite"/>.</summary>
    internal void BeginRewrite()
    {
        _newLength = 0;
        EnsureRoom(_length);
    }

    /// <summary>
    /// Appends a code point that takes the place of the unit at an index of the present text, or with <see cref="AtBeginning"/> an
    /// empty one at the beginning.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(int scalar, int source)
    {
        EnsureRoom(2);
        if (scalar < 0x10000)
        {
            AppendUnit((char)scalar, source);
        }
        else
        {
            AppendUnit((char)(0xD7C0 + (scalar >> 10)), source);
            AppendUnit((char)(0xDC00 + (scalar & 0x3FF)), source);
        }
    }

    /// <summary>Appends room for units that correspond one to one to those from an index of the present text; the caller fills it.</summary>
    internal Span<char> AppendRun(int count, int source)
    {
        EnsureRoom(count);
        if (Tracks)
        {
            _starts.AsSpan(source, count).CopyTo(_newStarts.AsSpan(_newLength));
            _ends.AsSpan(source, count).CopyTo(_newEnds.AsSpan(_newLength));
        }

        Span<char> run = _newChars.AsSpan(_newLength, count);
        _newLength += count;
        return run;
    }

    /// <summary>How long the new text is so far.</summary>
    internal int NewLength => _newLength;

    /// <summary>The last unit of the new text, which must have one.</summary>
    internal char LastOfNew => _newChars[_newLength - 1];

    /// <summary>Takes the last unit of the new text away.</summary>
    internal void RemoveLastOfNew() => _newLength--;

    /// <summary>Appends units of the present text as they are.</summary>
    internal void CopyRun(int start, int count) => _chars.AsSpan(start, count).CopyTo(AppendRun(count, start));

    /// <summary>Puts the new text in the place of the present one.</summary>
    internal void EndRewrite()
    {
        (_chars, _newChars) = (_newChars, _chars);
        (_starts, _newStarts) = (_newStarts, _starts);
        (_ends, _newEnds) = (_newEnds, _ends);
        _length = _newLength;
    }

    // A file may say to replace each character by very many.
    private void CheckGrowth(long needed)
    {
        if (needed > Math.Max(MostGrown, 4L * _length))
        {
            throw new EmotionOnnxException($"Of {_length} characters, the tokenizer's normalization makes more than {Math.Max(MostGrown, 4L * _length)}. Shorten the text, or look at the tokenizer's file.");
        }
    }

    private static int Grown(int needed) => (int)Math.Min(Array.MaxLength, Math.Max(needed, needed * 3L / 2));

    private void AppendUnit(char unit, int source)
    {
        _newChars[_newLength] = unit;
        if (Tracks)
        {
            _newStarts[_newLength] = source == AtBeginning ? _offset : _starts[source];
            _newEnds[_newLength] = source == AtBeginning ? _offset : _ends[source];
        }

        _newLength++;
    }

    private void EnsureRoom(int count)
    {
        int needed = _newLength + count;
        if ((uint)needed > (uint)_newChars.Length)
        {
            CheckGrowth((long)_newLength + count);
            Array.Resize(ref _newChars, Grown(needed));
        }

        if (Tracks && _newStarts.Length < _newChars.Length)
        {
            Array.Resize(ref _newStarts, _newChars.Length);
            Array.Resize(ref _newEnds, _newChars.Length);
        }
    }
}
