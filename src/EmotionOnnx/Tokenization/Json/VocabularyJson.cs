using System.Text.Json;
using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Reads an object of tokens and ids straight from the bytes, without a string for each token.</summary>
internal static class VocabularyJson
{
    internal static Vocabulary Read(ref Utf8JsonReader reader, string file, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new TokenizerException(file, $"{path}: expected an object of tokens and their ids.");
        }

        var builder = new VocabularyBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // UTF-16 never takes more units than UTF-8 takes bytes.
            int length = reader.CopyString(builder.Room(reader.ValueSpan.Length));
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int id) || id is < 0 or int.MaxValue)
            {
                string token = new(builder.Room(length)[..length]);
                throw new TokenizerException(file, $"{path}: the id of '{token}' is no whole number from 0 to {int.MaxValue - 1}.");
            }

            builder.Add(length, id);
        }

        return builder.Build();
    }
}
