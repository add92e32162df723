using System.Text.Json;
using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Reads a Unigram model straight from the bytes of a tokenizer.json.</summary>
internal static class UnigramJson
{
    internal static Unigram Read(ref Utf8JsonReader reader, string file)
    {
        TokenizerException Error(string message) => new(file, $"model: {message}");

        UnigramBuilder? vocabulary = null;
        int? unknownId = null;
        bool hasByteFallback = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "type":
                    break;
                case "unk_id":
                    unknownId = reader.TokenType == JsonTokenType.Null ? null
                        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int id) && id >= 0 ? id
                        : throw Error("unk_id is neither null nor a token's number.");
                    break;
                case "byte_fallback":
                    hasByteFallback = reader.TokenType switch
                    {
                        JsonTokenType.True => true,
                        JsonTokenType.False or JsonTokenType.Null => false,
                        _ => throw Error("byte_fallback is neither true nor false."),
                    };
                    break;
                case "vocab":
                    vocabulary = ReadVocabulary(ref reader, file);
                    break;
                default:
                    throw Error($"the field '{name}' of {Unigram.TypeName} is not known to this version, and it may change the result.");
            }
        }

        if (vocabulary is null)
        {
            throw Error("the field 'vocab' is missing.");
        }

        return unknownId >= vocabulary.Count
            ? throw Error($"unk_id is {unknownId}, but vocab has {vocabulary.Count} tokens, numbered from 0.")
            : vocabulary.Build(unknownId, hasByteFallback, file);
    }

    private static UnigramBuilder ReadVocabulary(ref Utf8JsonReader reader, string file)
    {
        TokenizerException Error(int index, string message) => new(file, $"model.vocab[{index}]: {message}");

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new TokenizerException(file, "model.vocab: expected an array of tokens and their scores.");
        }

        var builder = new UnigramBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int index = builder.Count;
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                throw Error(index, "expected an array of a token and its score.");
            }

            // UTF-16 never takes more units than UTF-8 takes bytes.
            int length = reader.CopyString(builder.Room(reader.ValueSpan.Length));
            double? score = reader.Read() && reader.TokenType == JsonTokenType.Number ? RustNumber.Parse(reader.ValueSpan) : null;
            builder.Add(length, score ?? throw Error(index, "the score is no number of 64 bits."));
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            {
                throw Error(index, "expected nothing after the score.");
            }
        }

        return builder;
    }
}
