namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>The working memory of <see cref="SentencePieceBpe"/>: the symbols of a text, and the pairs of them that wait to merge.</summary>
internal sealed class SymbolList
{
    private readonly PriorityQueue<(int Left, int Length), ulong> _pairs = new();
    private Symbol[] _symbols = new Symbol[256];

    internal int Count { get; private set; }

    /// <summary>For a piece that is not used, the length of the left part that it was merged from last.</summary>
    internal Dictionary<int, int> LeftLengths { get; } = [];

    /// <summary>What is still to be taken apart; empty between texts.</summary>
    internal Stack<(int Start, int Length)> Open { get; } = new();

    internal ref Symbol this[int index] => ref _symbols[index];

    internal void Clear()
    {
        Count = 0;
        _pairs.Clear();
        LeftLengths.Clear();
        Open.Clear();
    }

    internal void Add(int start, int length, bool isFrozen)
    {
        if (Count == _symbols.Length)
        {
            Array.Resize(ref _symbols, (int)Math.Min(Array.MaxLength, Count * 2L));
        }

        _symbols[Count] = new Symbol { Start = start, Length = length, Previous = Count - 1, Next = Count + 1, IsFrozen = isFrozen };
        Count++;
    }

    internal void EndAdding()
    {
        if (Count > 0)
        {
            _symbols[Count - 1].Next = -1;
        }
    }

    /// <summary>Lets a pair wait.</summary>
    /// <param name="rank">Lower ones come first.</param>
    /// <param name="left">The left symbol; of equal ranks the leftmost comes first.</param>
    /// <param name="length">The length of both; another one tells that the pair is no more.</param>
    internal void Put(int rank, int left, int length) => _pairs.Enqueue((left, length), ((ulong)(uint)rank << 32) | (uint)left);

    internal bool TryTakeBest(out int left, out int length)
    {
        bool found = _pairs.TryDequeue(out (int Left, int Length) pair, out _);
        (left, length) = pair;
        return found;
    }

    /// <summary>Joins a symbol with the next one.</summary>
    internal void Merge(int left)
    {
        ref Symbol first = ref _symbols[left];
        ref Symbol second = ref _symbols[first.Next];
        first.Length += second.Length;
        second.Length = 0;
        first.Next = second.Next;
        if (first.Next >= 0)
        {
            _symbols[first.Next].Previous = left;
        }
    }
}

/// <summary>A part of a text in a linked list; empty once it was merged into the one on its left.</summary>
internal struct Symbol
{
    internal int Start;
    internal int Length;
    internal int Previous;
    internal int Next;
    internal bool IsFrozen;
}
