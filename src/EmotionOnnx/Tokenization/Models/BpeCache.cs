using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// What short words of a model came to, for one thread: memory of a fixed size, in which a new word takes the place of the one
/// that shares its slot.
/// </summary>
internal sealed class BpeCache
{
    /// <summary>The longest word that is kept, in UTF-16 units.</summary>
    internal const int LongestWord = 24;

    /// <summary>The most tokens of a word that is kept.</summary>
    internal const int MostTokens = 8;

    private const int Slots = 1 << 12;

    private readonly Entry[] _entries = new Entry[Slots];

    /// <summary>Finds a word of at most <see cref="LongestWord"/> units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryFind(ReadOnlySpan<char> word, uint hash, out ReadOnlySpan<int> ids, out ReadOnlySpan<int> lengths)
    {
        ref Entry entry = ref _entries[Vocabulary.Spread(hash) & (Slots - 1)];
        if (entry.Hash != hash || entry.Length != word.Length || !word.SequenceEqual(entry.Word[..word.Length]))
        {
            ids = lengths = [];
            return false;
        }

        ids = entry.Ids[..entry.Count];
        lengths = entry.Lengths[..entry.Count];
        return true;
    }

    /// <summary>Keeps a word, if it is short and of few tokens.</summary>
    internal void Add(ReadOnlySpan<char> word, uint hash, ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths)
    {
        if (word.Length > LongestWord || ids.Length > MostTokens)
        {
            return;
        }

        ref Entry entry = ref _entries[Vocabulary.Spread(hash) & (Slots - 1)];
        entry.Hash = hash;
        entry.Length = word.Length;
        entry.Count = ids.Length;
        word.CopyTo(entry.Word);
        ids.CopyTo(entry.Ids);
        lengths.CopyTo(entry.Lengths);
    }

    private struct Entry
    {
        internal uint Hash;
        internal int Length;
        internal int Count;
        internal WordChars Word;
        internal TokenNumbers Ids;
        internal TokenNumbers Lengths;
    }

    [InlineArray(LongestWord)]
    private struct WordChars
    {
        private char _first;
    }

    [InlineArray(MostTokens)]
    private struct TokenNumbers
    {
        private int _first;
    }
}
