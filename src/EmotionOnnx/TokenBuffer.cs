using System.Runtime.CompilerServices;

namespace EmotionOnnx;

/// <summary>A growing list of token ids that is kept and used again. Not thread-safe.</summary>
public sealed class TokenBuffer
{
    private int[] _ids;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">How many ids it takes before it grows.</param>
    public TokenBuffer(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _ids = new int[capacity];
    }

    /// <summary>How many ids it holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many ids it takes before it grows.</summary>
    public int Capacity => _ids.Length;

    /// <summary>The ids.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Appends an id.</summary>
    /// <param name="id">The id.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int id)
    {
        int[] ids = _ids;
        if ((uint)Count < (uint)ids.Length)
        {
            ids[Count++] = id;
        }
        else
        {
            Grow(1);
            _ids[Count++] = id;
        }
    }

    /// <summary>Appends ids.</summary>
    /// <param name="ids">The ids.</param>
    public void AddRange(ReadOnlySpan<int> ids)
    {
        if (_ids.Length - Count < ids.Length)
        {
            Grow(ids.Length);
        }

        ids.CopyTo(_ids.AsSpan(Count));
        Count += ids.Length;
    }

    /// <summary>Appends a range of the ids that are there.</summary>
    internal void Repeat(int start, int count)
    {
        if (_ids.Length - Count < count)
        {
            Grow(count);
        }

        _ids.AsSpan(start, count).CopyTo(_ids.AsSpan(Count));
        Count += count;
    }

    /// <summary>Drops all ids after the first <paramref name="count"/>.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = Math.Min(Count, count);
    }

    /// <summary>Empties the buffer; its memory stays.</summary>
    public void Clear() => Count = 0;

    private void Grow(int more) => Array.Resize(ref _ids, (int)Math.Min(Array.MaxLength, Math.Max(_ids.Length * 2L, Count + (long)more)));
}
