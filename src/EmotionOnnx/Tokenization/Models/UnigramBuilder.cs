namespace EmotionOnnx.Tokenization.Models;

/// <summary>Gathers the tokens of a <see cref="Unigram"/> in the order of their ids.</summary>
internal sealed class UnigramBuilder
{
    private readonly VocabularyBuilder _vocabulary = new();
    private readonly List<double> _scores = new(1 << 15);

    // Prefixes are shared: tokens have about two edges of their own each.
    private readonly PieceTrie _trie = new(1 << 16);

    /// <summary>How many tokens there are, with those that came twice.</summary>
    internal int Count => _scores.Count;

    /// <summary>Room for a token of at most so many characters; what is written there can then be added.</summary>
    internal Span<char> Room(int length) => _vocabulary.Room(length);

    /// <summary>Adds the token that was written into <see cref="Room"/>. One that comes again counts with its last id and score.</summary>
    internal void Add(int length, double score)
    {
        _trie.Add(_vocabulary.Room(length), Count);
        _vocabulary.Add(length, Count);
        _scores.Add(score);
    }

    /// <summary>Adds a token.</summary>
    internal void Add(ReadOnlySpan<char> token, double score)
    {
        token.CopyTo(Room(token.Length));
        Add(token.Length, score);
    }

    internal Unigram Build(int? unknownId, bool hasByteFallback, string file) =>
        new(_vocabulary.Build(Count), _trie, [.. _scores], unknownId, hasByteFallback, file);
}
