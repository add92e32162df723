namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// Merges a long word in O(n log n): the pairs that merge wait in a heap, by rank and place; the symbols are a linked list.
/// </summary>
internal sealed class MergeQueue
{
    private const int None = -1;

    // Rank and place in one number, so that their order is that of the numbers.
    private ulong[] _heap = [];
    private int _count;
    private int[] _previous = [];
    private int[] _next = [];

    /// <summary>Merges in place.</summary>
    /// <param name="ids">The symbols.</param>
    /// <param name="lengths">Their lengths; all above zero.</param>
    /// <param name="merges">The merges.</param>
    /// <returns>How many symbols are left; they stand at the beginning.</returns>
    internal int Merge(Span<int> ids, Span<int> lengths, MergeTable merges)
    {
        Link(ids.Length);
        _count = 0;
        for (int i = 0; i + 1 < ids.Length; i++)
        {
            Append(ids, i, i + 1, merges);
        }

        for (int i = (_count - 2) / 4; i >= 0; i--)
        {
            SiftDown(i);
        }

        while (_count > 0)
        {
            ulong top = Pop();
            int at = (int)(uint)top;
            int right = lengths[at] == 0 ? None : _next[at];
            if (right == None)
            {
                continue;
            }

            // The pair may have changed since it was put there. As in the reference, it counts if it makes the same token.
            int result = merges.ResultOf((int)(top >> 32));
            int rank = merges.RankOf(ids[at], ids[right]);
            if (rank == MergeTable.NoRank || merges.ResultOf(rank) != result)
            {
                continue;
            }

            ids[at] = result;
            lengths[at] += lengths[right];
            lengths[right] = 0;
            _next[at] = _next[right];
            if (_next[at] != None)
            {
                _previous[_next[at]] = at;
                Push(ids, at, _next[at], merges);
            }

            if (_previous[at] != None)
            {
                Push(ids, _previous[at], at, merges);
            }
        }

        int kept = 0;
        for (int i = 0; i != None && i < ids.Length; i = _next[i])
        {
            ids[kept] = ids[i];
            lengths[kept++] = lengths[i];
        }

        return kept;
    }

    private void Link(int count)
    {
        if (_next.Length < count)
        {
            _next = new int[count];
            _previous = new int[count];
        }

        for (int i = 0; i < count; i++)
        {
            _previous[i] = i - 1;
            _next[i] = i + 1;
        }

        if (count > 0)
        {
            _next[count - 1] = None;
        }
    }

    private bool Append(ReadOnlySpan<int> ids, int left, int right, MergeTable merges)
    {
        int rank = merges.RankOf(ids[left], ids[right]);
        if (rank == MergeTable.NoRank)
        {
            return false;
        }

        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, (int)Math.Min(Array.MaxLength, Math.Max(ids.Length, _count * 2L)));
        }

        _heap[_count++] = ((ulong)(uint)rank << 32) | (uint)left;
        return true;
    }

    private void Push(ReadOnlySpan<int> ids, int left, int right, MergeTable merges)
    {
        if (!Append(ids, left, right, merges))
        {
            return;
        }

        int at = _count - 1;
        ulong value = _heap[at];
        for (int parent; at > 0 && _heap[parent = (at - 1) / 4] > value; at = parent)
        {
            _heap[at] = _heap[parent];
        }

        _heap[at] = value;
    }

    private ulong Pop()
    {
        ulong top = _heap[0];
        _heap[0] = _heap[--_count];
        SiftDown(0);
        return top;
    }

    // Four children to a node: a heap of millions of pairs is half as deep, and a node's children lie side by side.
    private void SiftDown(int at)
    {
        Span<ulong> heap = _heap.AsSpan(0, _count);
        if (at >= heap.Length)
        {
            return;
        }

        ulong value = heap[at];
        for (int child; (child = (4 * at) + 1) < heap.Length; at = child)
        {
            int last = Math.Min(child + 4, heap.Length);
            int least = child;
            for (int other = child + 1; other < last; other++)
            {
                if (heap[other] < heap[least])
                {
                    least = other;
                }
            }

            if (heap[least] >= value)
            {
                break;
            }

            heap[at] = heap[least];
            child = least;
        }

        heap[at] = value;
    }
}
