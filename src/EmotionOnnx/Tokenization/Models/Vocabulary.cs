using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>Tokens and their ids; looked up by spans of characters, so that no string is made on the way. Immutable.</summary>
internal sealed class Vocabulary
{
    /// <summary>The hash of no characters.</summary>
    internal const uint EmptyHash = 2166136261;

    private readonly char[] _chars;
    private readonly int[] _ends;
    private readonly int[] _ids;
    private readonly Slot[] _slots;
    private readonly int[] _byId;
    private readonly Dictionary<int, int>? _byScatteredId;

    internal Vocabulary(char[] chars, int[] ends, int[] ids, Slot[] slots, int count)
    {
        _chars = chars;
        _ends = ends;
        _ids = ids;
        _slots = slots;
        Count = count;

        int largest = -1;
        for (int entry = 0; entry < count; entry++)
        {
            largest = Math.Max(largest, ids[entry]);
            LongestToken = Math.Max(LongestToken, Key(entry).Length);
        }

        HighestId = largest;

        // Ids are dense in any real vocabulary; a file that says otherwise must not cost the memory of its largest id.
        if (largest < 1024 + (4L * count))
        {
            _byId = new int[largest + 1];
            Array.Fill(_byId, -1);
        }
        else
        {
            _byId = [];
            _byScatteredId = [];
        }

        for (int entry = 0; entry < count; entry++)
        {
            if (_byScatteredId is null)
            {
                HasDistinctIds &= _byId[ids[entry]] < 0;
                _byId[ids[entry]] = entry;
            }
            else
            {
                HasDistinctIds &= !_byScatteredId.ContainsKey(ids[entry]);
                _byScatteredId[ids[entry]] = entry;
            }
        }
    }

    /// <summary>How many tokens it counts as, which is where the ids of added tokens begin.</summary>
    internal int Count { get; init; }

    /// <summary>The highest id; -1 for none.</summary>
    internal int HighestId { get; }

    /// <summary>Whether no two tokens have the same id.</summary>
    internal bool HasDistinctIds { get; } = true;

    /// <summary>Whether the ids are close enough to one another to be indexes.</summary>
    internal bool HasDenseIds => _byScatteredId is null;

    /// <summary>The length of the longest token, in UTF-16 units.</summary>
    internal int LongestToken { get; }

    /// <summary>The hash of some characters with one more behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint HashStep(uint hash, char next) => (hash ^ next) * 16777619;

    internal static uint Hash(ReadOnlySpan<char> key, uint hash = EmptyHash)
    {
        foreach (char c in key)
        {
            hash = HashStep(hash, c);
        }

        return hash;
    }

    /// <summary>The id of a token, or -1.</summary>
    internal int Find(ReadOnlySpan<char> key) => Find([], key, Hash(key));

    /// <summary>The id of the token that a prefix and a rest make up, or -1.</summary>
    /// <param name="prefix">The beginning of the token.</param>
    /// <param name="rest">The rest of the token.</param>
    /// <param name="hash">The hash of both.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ReadOnlySpan<char> prefix, ReadOnlySpan<char> rest, uint hash)
    {
        Slot[] slots = _slots;
        for (uint at = Spread(hash); ; at++)
        {
            Slot slot = slots[at & (uint)(slots.Length - 1)];
            if (slot.Entry == 0)
            {
                return -1;
            }

            if (slot.Hash == hash && IsKey(slot.Entry - 1, prefix, rest))
            {
                return _ids[slot.Entry - 1];
            }
        }
    }

    /// <summary>The token with an id, or null.</summary>
    internal string? TokenOf(int id)
    {
        int entry = -1;
        if (_byScatteredId is not null)
        {
            entry = _byScatteredId.TryGetValue(id, out int found) ? found : -1;
        }
        else if ((uint)id < (uint)_byId.Length)
        {
            entry = _byId[id];
        }

        return entry < 0 ? null : new string(Key(entry));
    }

    // The low bits of the hash come from the last character mostly; the table is indexed by a mix of all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Spread(uint hash) => (hash ^ (hash >> 15)) * 0x2C1B3C6D >> 3;

    private ReadOnlySpan<char> Key(int entry)
    {
        int start = entry == 0 ? 0 : _ends[entry - 1];
        return _chars.AsSpan(start, _ends[entry] - start);
    }

    private bool IsKey(int entry, ReadOnlySpan<char> prefix, ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> key = Key(entry);
        return key.Length == prefix.Length + rest.Length && key.EndsWith(rest) && key.StartsWith(prefix);
    }

    /// <summary>A place of the hash table: the hash of a token and its number plus one, or zeros.</summary>
    internal readonly record struct Slot(uint Hash, int Entry);
}
