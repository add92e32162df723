using System.Buffers;
using System.Text;
using System.Text.Json;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// WordPiece: the longest token of the vocabulary first, then the longest that continues it, or the whole word is unknown.
/// </summary>
internal sealed class WordPiece : Model
{
    internal const string TypeName = "WordPiece";

    /// <summary>What BERT's vocab.txt files leave unsaid.</summary>
    internal const string DefaultUnknownToken = "[UNK]";
    internal const string DefaultPrefix = "##";
    internal const int DefaultMaxChars = 100;

    private const int StackWindow = 256;

    private readonly string _prefix;
    private readonly uint _prefixHash;
    private readonly int _unknownId;
    private readonly int _maxChars;

    internal WordPiece(
        Vocabulary vocabulary, string unknownToken, string prefix, int maxChars, Func<string, TokenizerException> error)
    {
        Vocabulary = vocabulary;
        _prefix = prefix;
        _prefixHash = Vocabulary.Hash(prefix);
        _maxChars = maxChars;
        _unknownId = vocabulary.Find(unknownToken);
        if (_unknownId < 0)
        {
            throw error($"the vocabulary lacks the unk_token '{unknownToken}'.");
        }
    }

    internal override Vocabulary Vocabulary { get; }

    internal override int? UnknownId => _unknownId;

    internal static WordPiece Read(ref Utf8JsonReader reader, string file)
    {
        TokenizerException Error(string message) => new(file, $"model: {message}");

        string? unknownToken = null, prefix = null;
        int? maxChars = null;
        Vocabulary? vocabulary = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "type":
                    break;
                case "unk_token":
                    unknownToken = Text(ref reader) ?? throw Error("unk_token is no string.");
                    break;
                case "continuing_subword_prefix":
                    prefix = Text(ref reader) ?? throw Error("continuing_subword_prefix is no string.");
                    break;
                case "max_input_chars_per_word":
                    maxChars = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= 0
                        ? value
                        : throw Error($"max_input_chars_per_word is no whole number from 0 to {int.MaxValue}.");
                    break;
                case "vocab":
                    vocabulary = VocabularyJson.Read(ref reader, file, "model.vocab");
                    break;
                default:
                    throw Error($"the field '{name}' of {TypeName} is not known to this version, and it may change the result.");
            }
        }

        return new WordPiece(
            vocabulary ?? throw Error("the field 'vocab' is missing."),
            unknownToken ?? throw Error("the field 'unk_token' is missing."),
            prefix ?? throw Error("the field 'continuing_subword_prefix' is missing."),
            maxChars ?? throw Error("the field 'max_input_chars_per_word' is missing."),
            Error);
    }

    internal override void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch)
    {
        if (piece.Length > _maxChars && HasMoreScalars(piece, _maxChars))
        {
            sink.Add(_unknownId, offset, offset + piece.Length);
            return;
        }

        // Most words are tokens as they stand.
        int id = piece.Length <= Vocabulary.LongestToken ? Vocabulary.Find(piece) : -1;
        if (id >= 0)
        {
            sink.Add(id, offset, offset + piece.Length);
            return;
        }

        // No token is longer than the longest, so no more of the word is looked at at once than that.
        int window = Math.Min(piece.Length, Vocabulary.LongestToken);
        if (window <= StackWindow)
        {
            TokenizeParts(piece, offset, sink, stackalloc uint[window]);
        }
        else
        {
            uint[] hashes = ArrayPool<uint>.Shared.Rent(window);
            TokenizeParts(piece, offset, sink, hashes.AsSpan(0, window));
            ArrayPool<uint>.Shared.Return(hashes);
        }
    }

    private void TokenizeParts(ReadOnlySpan<char> piece, int offset, TokenSink sink, Span<uint> hashes)
    {
        int added = sink.Count;
        int start = 0;
        while (start < piece.Length)
        {
            int length = start == 0
                ? Longest(piece, [], Vocabulary.EmptyHash, hashes, out int id)
                : Longest(piece[start..], _prefix, _prefixHash, hashes, out id);
            if (length == 0)
            {
                sink.Truncate(added);
                sink.Add(_unknownId, offset, offset + piece.Length);
                return;
            }

            sink.Add(id, offset + start, offset + start + length);
            start += length;
        }
    }

    /// <summary>The length of the longest beginning of a text that is a token behind a prefix; 0 for none.</summary>
    private int Longest(ReadOnlySpan<char> text, ReadOnlySpan<char> prefix, uint hash, Span<uint> hashes, out int id)
    {
        int longest = Math.Min(text.Length, hashes.Length);
        for (int i = 0; i < longest; i++)
        {
            hash = Vocabulary.HashStep(hash, text[i]);
            hashes[i] = hash;
        }

        // Tokens are valid UTF-16: a cut within a surrogate pair is never one.
        for (int length = longest; length > 0; length--)
        {
            id = Vocabulary.Find(prefix, text[..length], hashes[length - 1]);
            if (id >= 0)
            {
                return length;
            }
        }

        id = -1;
        return 0;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static bool HasMoreScalars(ReadOnlySpan<char> text, int most)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            if (++count > most)
            {
                return true;
            }
        }

        return false;
    }
}
