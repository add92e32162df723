using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// BPE's merges: from a pair of ids to the merge's rank (the lower, the earlier it is done) and the id of what comes of it.
/// A hash table with open addressing over the ids, at most half full. Filled once, then read by any thread.
/// </summary>
internal sealed class MergeTable
{
    /// <summary>The rank of a pair that does not merge.</summary>
    internal const int NoRank = int.MaxValue;

    private const int FewestSlots = 16;

    private Slot[] _slots;
    private int[] _results;

    /// <summary>Makes an empty table.</summary>
    /// <param name="capacity">How many merges it takes before it grows.</param>
    internal MergeTable(int capacity)
    {
        _slots = Empty((int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity * 2L, FewestSlots, 1 << 20)));
        _results = new int[_slots.Length / 2];
    }

    /// <summary>How many merges there are; the next one's rank.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a merge behind all others. Where the pair is there already, the later rank counts, as in the reference.</summary>
    internal void Add(int left, int right, int result)
    {
        if (Count == _results.Length)
        {
            Grow();
        }

        ulong pair = Pair(left, right);
        SlotOf(pair) = new Slot(pair, Count);
        _results[Count++] = result;
    }

    /// <summary>The rank of a pair, or <see cref="NoRank"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int RankOf(int left, int right) => SlotOf(Pair(left, right)).Rank;

    /// <summary>The id of what a merge makes.</summary>
    internal int ResultOf(int rank) => _results[rank];

    private static Slot[] Empty(int length)
    {
        var slots = new Slot[length];
        slots.AsSpan().Fill(new Slot(0, NoRank));
        return slots;
    }

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotOf(ulong pair)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int at = (int)(pair * 0x9E3779B97F4A7C15 >> 34); ; at++)
        {
            ref Slot slot = ref slots[at & mask];
            if (slot.Pair == pair || slot.Rank == NoRank)
            {
                // An empty place says NoRank by itself, also where it stands in for the pair of zeros.
                return ref slot;
            }
        }
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = Empty(checked(old.Length * 2));
        Array.Resize(ref _results, _slots.Length / 2);
        foreach (Slot slot in old)
        {
            if (slot.Rank != NoRank)
            {
                SlotOf(slot.Pair) = slot;
            }
        }
    }

    private readonly record struct Slot(ulong Pair, int Rank);
}
