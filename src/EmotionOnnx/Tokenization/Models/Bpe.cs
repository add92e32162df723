using System.Text;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// Byte-pair encoding: a word's characters, of which neighbours merge by rank until no pair is left that does.
/// </summary>
internal sealed class Bpe : Model
{
    internal const string TypeName = "BPE";

    private const int Missing = -1;
    private const int MostDirect = 0x200;

    private const byte NotTried = 0;
    private const byte Whole = 1;
    private const byte InParts = 2;

    private readonly MergeTable _merges;
    private readonly BpeOptions _options;
    private readonly int _unknownId;
    private readonly object _cacheKey = new();

    // Ids of the first characters, which are all there are behind ByteLevel. Only where nothing stands around a character.
    private readonly int[] _direct = [];
    private readonly int[] _byteIds = [];

    // Most words are tokens. Whether merging comes to that token is found out when the word is met first: two threads may
    // do it at once, with the same result. Indexed by id; empty where ids do not tell tokens.
    private readonly byte[] _wordStates = [];

    // With ids that tell tokens and merges that make longer ones, a place with another pair makes another token. Else,
    // which the reference cares about, a pair that waits may have become one that makes the same token at another rank.
    private readonly bool _isRegular;

    /// <summary>Makes a model.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="merges">The merges.</param>
    /// <param name="mergesGrow">Whether every merge makes a token longer than its left part.</param>
    /// <param name="options">The rest.</param>
    /// <param name="error">Makes an exception that names the file.</param>
    internal Bpe(Vocabulary vocabulary, MergeTable merges, bool mergesGrow, BpeOptions options, Func<string, TokenizerException> error)
    {
        Vocabulary = vocabulary;
        _merges = merges;
        _options = options;
        _isRegular = mergesGrow && vocabulary.HasDistinctIds;
        _unknownId = options.UnknownToken is null ? Missing : vocabulary.Find(options.UnknownToken);
        if (options.UnknownToken is not null && _unknownId < 0 && !HasAllBytes(vocabulary))
        {
            throw error($"the vocabulary lacks the unk_token '{options.UnknownToken}'.");
        }

        if (string.IsNullOrEmpty(options.ContinuingSubwordPrefix) && string.IsNullOrEmpty(options.EndOfWordSuffix))
        {
            _direct = new int[MostDirect];
            for (int c = 0; c < MostDirect; c++)
            {
                _direct[c] = vocabulary.Find([(char)c]);
            }
        }

        if (options.FallsBackToBytes)
        {
            _byteIds = ByteTokens.Ids(vocabulary);
        }

        if (_isRegular && vocabulary.HasDenseIds)
        {
            _wordStates = new byte[vocabulary.HighestId + 1];
        }
    }

    internal override Vocabulary Vocabulary { get; }

    internal override int? UnknownId => _unknownId < 0 ? null : _unknownId;

    internal override void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch)
    {
        uint hash = 0;
        int id = Missing;
        if (piece.Length <= Math.Max(Vocabulary.LongestToken, BpeCache.LongestWord))
        {
            hash = Vocabulary.Hash(piece);
            id = Vocabulary.Find([], piece, hash);
            if (id >= 0 && (_options.IgnoresMerges || ((uint)id < (uint)_wordStates.Length && _wordStates[id] == Whole)))
            {
                sink.Add(id, offset, offset + piece.Length);
                return;
            }
        }

        BpeCache? cache = piece.Length <= BpeCache.LongestWord ? scratch.Bpe.CacheOf(_cacheKey) : null;
        if (cache is not null && cache.TryFind(piece, hash, out ReadOnlySpan<int> ids, out ReadOnlySpan<int> lengths))
        {
            Add(ids, lengths, piece, offset, sink);
            return;
        }

        BpeWord word = Merge(piece, scratch.Bpe);
        if ((uint)id < (uint)_wordStates.Length && _wordStates[id] == NotTried)
        {
            _wordStates[id] = word.Count == 1 && word.Ids[0] == id ? Whole : InParts;
        }

        cache?.Add(piece, hash, word.Ids, word.Lengths);
        Add(word.Ids, word.Lengths, piece, offset, sink);
    }

    // Behind ByteLevel such a vocabulary knows every character.
    private static bool HasAllBytes(Vocabulary vocabulary)
    {
        for (int value = 0; value < 256; value++)
        {
            if (vocabulary.Find([ByteLevelAlphabet.CharOf((byte)value)]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, ReadOnlySpan<char> piece, int offset, TokenSink sink)
    {
        if (!sink.Tracks)
        {
            sink.AddRange(ids);
            return;
        }

        // The lengths are bytes, as in the reference: of a character in several tokens each stands for the whole, and where a
        // character without a token was left out, those behind it move up to its place.
        var from = new Cursor(piece);
        var to = new Cursor(piece);
        int bytes = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            int start = from.StartOfCharacterAt(bytes);
            bytes += lengths[i];
            int end = to.EndOfCharacterAt(bytes - 1);
            sink.Add(ids[i], offset + start, offset + end);
        }
    }

    private BpeWord Merge(ReadOnlySpan<char> piece, BpeScratch scratch)
    {
        BpeWord word = scratch.Word;
        word.Clear();
        if (_direct.Length == 0 || !AddDirect(piece, word))
        {
            word.Clear();
            AddCharacters(piece, word, scratch);
        }

        word.Merge(_merges, _isRegular);
        return word;
    }

    /// <summary>The quick way, for words of first characters that are all tokens; false if this one is none.</summary>
    private bool AddDirect(ReadOnlySpan<char> piece, BpeWord word)
    {
        foreach (char c in piece)
        {
            int id = c < MostDirect ? _direct[c] : Missing;
            if (id < 0)
            {
                return false;
            }

            word.Add(id, c < 0x80 ? 1 : 2);
        }

        return true;
    }

    private void AddCharacters(ReadOnlySpan<char> piece, BpeWord word, BpeScratch scratch)
    {
        // An unknown character waits for those that fuse with it. The bytes of another one do not end the waiting, as in
        // the reference, and so come to stand before it.
        int unknownLength = 0;
        for (int start = 0, length; start < piece.Length; start += length)
        {
            _ = Rune.DecodeFromUtf16(piece[start..], out Rune rune, out length);
            ReadOnlySpan<char> symbol = Symbol(piece.Slice(start, length), start == 0, start + length == piece.Length, scratch);
            int id = Vocabulary.Find(symbol);
            if (id >= 0)
            {
                AddUnknown(word, ref unknownLength);
                word.Add(id, rune.Utf8SequenceLength);
            }
            else if (!AddBytes(symbol, word) && _unknownId >= 0)
            {
                if (!_options.FusesUnknown)
                {
                    AddUnknown(word, ref unknownLength);
                }

                unknownLength += rune.Utf8SequenceLength;
            }
        }

        AddUnknown(word, ref unknownLength);
    }

    private void AddUnknown(BpeWord word, ref int length)
    {
        if (length > 0)
        {
            word.Add(_unknownId, length);
            length = 0;
        }
    }

    private bool AddBytes(ReadOnlySpan<char> symbol, BpeWord word)
    {
        if (_byteIds.Length == 0)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        for (int pass = 0; pass < 2; pass++)
        {
            // First whether all are there, then one after the other.
            foreach (Rune rune in symbol.EnumerateRunes())
            {
                foreach (byte b in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    if (pass == 1)
                    {
                        word.Add(_byteIds[b], 1);
                    }
                    else if (_byteIds[b] < 0)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>A character with what the model puts around it.</summary>
    private ReadOnlySpan<char> Symbol(ReadOnlySpan<char> character, bool isFirst, bool isLast, BpeScratch scratch)
    {
        ReadOnlySpan<char> prefix = isFirst ? [] : _options.ContinuingSubwordPrefix;
        ReadOnlySpan<char> suffix = isLast ? _options.EndOfWordSuffix : [];
        if (prefix.IsEmpty && suffix.IsEmpty)
        {
            return character;
        }

        int length = prefix.Length + character.Length + suffix.Length;
        if (scratch.Symbol.Length < length)
        {
            scratch.Symbol = new char[length];
        }

        Span<char> symbol = scratch.Symbol.AsSpan(0, length);
        prefix.CopyTo(symbol);
        character.CopyTo(symbol[prefix.Length..]);
        suffix.CopyTo(symbol[(prefix.Length + character.Length)..]);
        return symbol;
    }

    /// <summary>Goes along a text to find the characters that bytes of its UTF-8 form belong to. The bytes must ascend.</summary>
    private ref struct Cursor(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _start;
        private int _length;
        private int _endByte;

        internal int StartOfCharacterAt(int index)
        {
            MoveTo(index);
            return _start;
        }

        internal int EndOfCharacterAt(int index)
        {
            MoveTo(index);
            return _start + _length;
        }

        // A prefix or suffix that fell back to bytes is in no text: its tokens stand for the last character.
        private void MoveTo(int index)
        {
            while (index >= _endByte && _start + _length < _text.Length)
            {
                _start += _length;
                _ = Rune.DecodeFromUtf16(_text[_start..], out Rune rune, out _length);
                _endByte += rune.Utf8SequenceLength;
            }
        }
    }
}
