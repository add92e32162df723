namespace EmotionOnnx.Tokenization.Models;

/// <summary>Gathers tokens and ids. A token that comes twice keeps the last id, as in the reference.</summary>
internal sealed class VocabularyBuilder
{
    private char[] _chars = new char[1 << 18];
    private int[] _ends = new int[1 << 15];
    private int[] _ids = new int[1 << 15];
    private Vocabulary.Slot[] _slots = new Vocabulary.Slot[1 << 16];
    private int _count;
    private int _used;

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

        if (_count == _ids.Length)
        {
            Array.Resize(ref _ids, _count * 2);
            Array.Resize(ref _ends, _count * 2);
        }

        _used += length;
        _ends[_count] = _used;
        _ids[_count++] = id;
        _slots[at] = new Vocabulary.Slot(hash, _count);
        // At most half full, so that a token that is not there is found missing at once.
        if (_count * 2 > _slots.Length)
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

    internal Vocabulary Build() => new(_chars, _ends, _ids, _slots, _count);

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
