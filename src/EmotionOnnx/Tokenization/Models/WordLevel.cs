using System.Text.Json;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>A word is a token of the vocabulary or unknown.</summary>
internal sealed class WordLevel : Model
{
    internal const string TypeName = "WordLevel";

    private readonly int _unknownId;

    internal WordLevel(Vocabulary vocabulary, string unknownToken, Func<string, TokenizerException> error)
    {
        Vocabulary = vocabulary;
        _unknownId = vocabulary.Find(unknownToken);
        if (_unknownId < 0)
        {
            throw error($"the vocabulary lacks the unk_token '{unknownToken}'.");
        }
    }

    internal override Vocabulary Vocabulary { get; }

    internal override int? UnknownId => _unknownId;

    internal static WordLevel Read(ref Utf8JsonReader reader, string file)
    {
        TokenizerException Error(string message) => new(file, $"model: {message}");

        string? unknownToken = null;
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
                    unknownToken = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw Error("unk_token is no string.");
                    break;
                case "vocab":
                    vocabulary = VocabularyJson.Read(ref reader, file, "model.vocab");
                    break;
                default:
                    throw Error($"the field '{name}' of {TypeName} is not known to this version, and it may change the result.");
            }
        }

        return new WordLevel(
            vocabulary ?? throw Error("the field 'vocab' is missing."),
            unknownToken ?? throw Error("the field 'unk_token' is missing."),
            Error);
    }

    internal override void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch)
    {
        int id = piece.Length <= Vocabulary.LongestToken ? Vocabulary.Find(piece) : -1;
        sink.Add(id >= 0 ? id : _unknownId, offset, offset + piece.Length);
    }
}
