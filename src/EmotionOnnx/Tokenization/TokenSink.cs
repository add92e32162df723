using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization;

/// <summary>Where tokens go: their ids, and where asked for, each one's place in the caller's string and the word it is of.</summary>
internal sealed class TokenSink
{
    private static readonly TokenBuffer Nowhere = new(0);
    private static readonly NormalizedText NoText = new();

    private TokenBuffer _ids = Nowhere;
    private NormalizedText _text = NoText;
    private int _first;
    private int _word;
    private bool _tracks;
    private int[] _starts = [];
    private int[] _ends = [];
    private int[] _words = [];
    private bool _isAdded;
    private bool[] _added = [];

    // What was found in the text, where that is not the vocabulary's token.
    private string?[] _found = [];

    /// <summary>How many tokens were added since <see cref="Begin"/>.</summary>
    internal int Count => _ids.Count - _first;

    internal bool Tracks => _tracks;

    internal ReadOnlySpan<int> Ids => _ids.Ids[_first..];

    internal ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    internal ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    internal ReadOnlySpan<string?> Found => _found.AsSpan(0, Count);

    /// <summary>Of each token, whether it is an added token found in the text, and none of the model's.</summary>
    internal ReadOnlySpan<bool> Added => _added.AsSpan(0, Count);

    internal ReadOnlySpan<int> Words => _words.AsSpan(0, Count);

    /// <summary>Starts over with a buffer, behind what it holds.</summary>
    internal void Begin(TokenBuffer ids, NormalizedText text, bool tracks)
    {
        _ids = ids;
        _text = text;
        _first = ids.Count;
        _word = -1;
        _tracks = tracks;
    }

    /// <summary>Lets go of the caller's buffer.</summary>
    internal void End() => _ids = Nowhere;

    /// <summary>The tokens that follow are of the next word, or it is an added token.</summary>
    internal void NextWord(bool isAdded = false)
    {
        _word++;
        _isAdded = isAdded;
    }

    /// <summary>Adds a token that covers a range of the normalized text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int id, int start, int end)
    {
        if (_tracks)
        {
            AddPlace(_text.StartOf(start), _text.EndOf(end - 1));
        }

        _ids.Add(id);
    }

    /// <summary>Adds tokens whose places nobody asks for.</summary>
    internal void AddRange(ReadOnlySpan<int> ids) => _ids.AddRange(ids);

    /// <summary>Adds a token that covers a range of the caller's string, and what it reads there.</summary>
    internal void AddOriginal(int id, int start, int end, ReadOnlySpan<char> text)
    {
        if (_tracks)
        {
            AddPlace(start, end);
            _found[Count] = text.ToString();
        }

        _ids.Add(id);
    }

    /// <summary>Adds a token that covers a range of the normalized text, and what it reads there.</summary>
    internal void Add(int id, int start, int end, ReadOnlySpan<char> text)
    {
        if (_tracks)
        {
            AddPlace(_text.StartOf(start), _text.EndOf(end - 1));
            _found[Count] = text.ToString();
        }

        _ids.Add(id);
    }

    /// <summary>Drops all tokens after the first <paramref name="count"/>.</summary>
    internal void Truncate(int count) => _ids.Truncate(_first + count);

    private void AddPlace(int start, int end)
    {
        int at = Count;
        if (at == _starts.Length)
        {
            int size = (int)Math.Min(Array.MaxLength, Math.Max(64L, at * 2L));
            Array.Resize(ref _starts, size);
            Array.Resize(ref _ends, size);
            Array.Resize(ref _words, size);
            Array.Resize(ref _added, size);
            Array.Resize(ref _found, size);
        }

        _starts[at] = start;
        _ends[at] = end;
        _words[at] = _word;
        _added[at] = _isAdded;
        _found[at] = null;
    }
}
