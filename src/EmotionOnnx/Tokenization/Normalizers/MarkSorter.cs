namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// A character and the marks after it, to be put into canonical order. Sources are dealt out as Hugging Face does it: in the
/// order in which they came, one for each code point that begins a decomposition, whatever place the sorting gave it.
/// </summary>
internal sealed class MarkSorter
{
    internal const int SameSource = -1;

    // Order, then place of arrival, then the code point: sorting these numbers is a stable sort by order.
    private long[] _keys = new long[16];
    private int[] _scalars = new int[16];
    private int[] _sources = new int[16];
    private int _sourceCount;
    private int _nextSource;
    private int _source;

    internal int Count { get; private set; }

    internal void Add(int scalar, int order, int source)
    {
        if (Count == _keys.Length)
        {
            int size = (int)Math.Min(Array.MaxLength, Count * 2L);
            Array.Resize(ref _keys, size);
            Array.Resize(ref _scalars, size);
            Array.Resize(ref _sources, size);
        }

        bool isFirst = source != SameSource;
        _keys[Count] = ((long)order << 33) | ((long)Count << 1) | (isFirst ? 1L : 0);
        _scalars[Count++] = scalar;
        if (isFirst)
        {
            _sources[_sourceCount++] = source;
        }
    }

    internal void Sort()
    {
        if (Count > 1)
        {
            _keys.AsSpan(0, Count).Sort();
        }
    }

    /// <summary>The code point at a place of the sorted run.</summary>
    internal int Scalar(int index) => _scalars[(int)(_keys[index] >> 1)];

    /// <summary>The order of the code point at a place of the sorted run.</summary>
    internal int Order(int index) => (int)(_keys[index] >> 33);

    /// <summary>Whether the code point at a place of the sorted run begins a decomposition.</summary>
    internal bool IsFirst(int index) => (_keys[index] & 1) != 0;

    /// <summary>The source of the code point at a place; to be asked for in ascending order, once each.</summary>
    internal int NextSource(int index)
    {
        if ((_keys[index] & 1) != 0)
        {
            _source = _sources[_nextSource++];
        }

        return _source;
    }

    internal void Clear()
    {
        Count = 0;
        _sourceCount = 0;
        _nextSource = 0;
    }
}
