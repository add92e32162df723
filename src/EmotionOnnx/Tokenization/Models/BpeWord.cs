namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// The symbols of a word while they merge. One thread's working memory: it grows to the longest word and is used again.
/// </summary>
internal sealed class BpeWord
{
    // Up to here looking through all pairs for the next merge is quicker than keeping them in a heap.
    private const int MostScanned = 64;

    private int[] _ids = new int[MostScanned];
    private int[] _lengths = new int[MostScanned];
    private readonly int[] _ranks = new int[MostScanned];
    private readonly MergeQueue _queue = new();

    internal int Count { get; private set; }

    internal ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>How many UTF-8 bytes of the word each symbol stands for.</summary>
    internal ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Count);

    /// <summary>Starts over.</summary>
    internal void Clear() => Count = 0;

    internal void Add(int id, int length)
    {
        if (Count == _ids.Length)
        {
            int size = (int)Math.Min(Array.MaxLength, Count * 2L);
            Array.Resize(ref _ids, size);
            Array.Resize(ref _lengths, size);
        }

        _ids[Count] = id;
        _lengths[Count++] = length;
    }

    /// <summary>Merges pairs, the lowest rank first and of one rank the leftmost, until none is left that merges.</summary>
    /// <param name="merges">The merges.</param>
    /// <param name="areRegular">See <see cref="Bpe"/>: whether a pair's place tells the pair.</param>
    internal void Merge(MergeTable merges, bool areRegular)
    {
        if (Count <= MostScanned && areRegular)
        {
            Scan(merges);
        }
        else
        {
            Count = _queue.Merge(_ids.AsSpan(0, Count), _lengths.AsSpan(0, Count), merges);
        }
    }

    private void Scan(MergeTable merges)
    {
        Span<int> ids = _ids.AsSpan(0, Count);
        Span<int> lengths = _lengths.AsSpan(0, Count);
        Span<int> ranks = _ranks;
        for (int i = 0; i + 1 < ids.Length; i++)
        {
            ranks[i] = merges.RankOf(ids[i], ids[i + 1]);
        }

        while (ids.Length > 1)
        {
            int best = MergeTable.NoRank, at = 0;
            for (int i = 0; i + 1 < ids.Length; i++)
            {
                if (ranks[i] < best)
                {
                    best = ranks[i];
                    at = i;
                }
            }

            if (best == MergeTable.NoRank)
            {
                break;
            }

            ids[at] = merges.ResultOf(best);
            lengths[at] += lengths[at + 1];
            ids[(at + 2)..].CopyTo(ids[(at + 1)..]);
            lengths[(at + 2)..].CopyTo(lengths[(at + 1)..]);
            ranks[(at + 1)..(ids.Length - 1)].CopyTo(ranks[at..]);
            ids = ids[..^1];
            lengths = lengths[..^1];
            if (at > 0)
            {
                ranks[at - 1] = merges.RankOf(ids[at - 1], ids[at]);
            }

            if (at + 1 < ids.Length)
            {
                ranks[at] = merges.RankOf(ids[at], ids[at + 1]);
            }
        }

        Count = ids.Length;
    }
}
