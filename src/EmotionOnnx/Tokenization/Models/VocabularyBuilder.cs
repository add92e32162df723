using System.Numerics;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>Gathers tokens and ids. A token that comes twice keeps the last id, as in the reference.</summary>
internal sealed class VocabularyBuilder
{
    private char[] _chars;
    private int[] _ends;
    private int[] _ids;
    private Vocabulary.Slot[] _slots;
    private int _used;

    /// <summary>Makes a builder with room for a number of tokens; it grows with more.</summary>
    internal VocabularyBuilder(int capacity = 1 << 15, int averageLength = 8)
    {
        capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4));
        _chars = new char[capacity * averageLength];
        _ends = new int[capacity];
        _ids = new int[capacity];
        _slots = new Vocabulary.Slot[capacity * 2];
    }

    /// <summary>How many tokens there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Room for a token of at most so many characters; what is written there can then be added.</summary>
    internal Span<char> Room(int length)
    {
        if (_chars.Length - _used < length)
        {
            Array.Resize(ref _chars, (int)Math.Min(Array.MaxLength, Math.Max(_chars.Length * 2L, _used + (long)length)));
        }

        return _chars.AsSpan(_used, length);
    }

    /// <summary>Adds the token that was written into <see cref="Room"/>.</summary>
    internal void Add(int length, int id)
    {
        ReadOnlySpan<char> key = _chars.AsSpan(_used, length);
        uint hash = Vocabulary.Hash(key);
        uint at = Vocabulary.Spread(hash) & (uint)(_slots.Length - 1);
        for (; _slots[at].Entry != 0; at = (at + 1) & (uint)(_slots.Length - 1))
        {
            int entry = _slots[at].Entry - 1;
            int start = entry == 0 ? 0 : _ends[entry - 1];
            if (_slots[at].Hash == hash && key.SequenceEqual(_chars.AsSpan(start, _ends[entry] - start)))
            {
                _ids[entry] = id;
                return;
            }
        }

        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        _used += length;
        _ends[Count] = _used;
        _ids[Count++] = id;
        _slots[at] = new Vocabulary.Slot(hash, Count);
        // At most half full, so that a token that is not there is found missing at once.
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }
    }

    /// <summary>Adds a token.</summary>
    internal void Add(ReadOnlySpan<char> token, int id)
    {
        token.CopyTo(Room(token.Length));
        Add(token.Length, id);
    }

    internal Vocabulary Build() => new(_chars, _ends, _ids, _slots, Count);

    /// <summary>Builds a vocabulary that counts as larger than it is, for the reference counts tokens that came twice.</summary>
    internal Vocabulary Build(int size) => new(_chars, _ends, _ids, _slots, Count) { Count = size };

    private void Rehash()
    {
        var slots = new Vocabulary.Slot[_slots.Length * 2];
        foreach (Vocabulary.Slot slot in _slots)
        {
            if (slot.Entry != 0)
            {
                uint at = Vocabulary.Spread(slot.Hash) & (uint)(slots.Length - 1);
                while (slots[at].Entry != 0)
                {
                    at = (at + 1) & (uint)(slots.Length - 1);
                }

                slots[at] = slot;
            }
        }

        _slots = slots;
    }
}
