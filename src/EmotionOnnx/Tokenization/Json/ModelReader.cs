using System.Text.Json;
using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Finds out which model a file holds, and reads it.</summary>
internal static class ModelReader
{
    private const string Known = $"{Bpe.TypeName}, {Unigram.TypeName}, {WordLevel.TypeName}, {WordPiece.TypeName}";

    internal static Model Read(ref Utf8JsonReader reader, string file)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new TokenizerException(file, "model: expected an object.");
        }

        // A copy looks ahead; the reader itself stays at the beginning of the object.
        string type = TypeOf(reader, file);
        return type switch
        {
            WordPiece.TypeName => WordPiece.Read(ref reader, file),
            Bpe.TypeName => BpeJson.Read(ref reader, file),
            WordLevel.TypeName => WordLevel.Read(ref reader, file),
            Unigram.TypeName => UnigramJson.Read(ref reader, file),
            _ => throw new TokenizerException(file, $"model: the model '{type}' is not known to this version. Known: {Known}."),
        };
    }

    /// <summary>The type that stands there, or in files older than that field, the one that the other fields tell.</summary>
    private static string TypeOf(Utf8JsonReader reader, string file)
    {
        bool hasMerges = false, hasPrefix = false, hasUnknownId = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "type")
            {
                return reader.TokenType == JsonTokenType.String
                    ? reader.GetString()!
                    : throw new TokenizerException(file, "model.type: expected a string.");
            }

            hasMerges |= name == "merges";
            hasPrefix |= name == "max_input_chars_per_word";
            hasUnknownId |= name == "unk_id";
            reader.Skip();
        }

        return hasMerges ? Bpe.TypeName : hasPrefix ? WordPiece.TypeName : hasUnknownId ? Unigram.TypeName : WordLevel.TypeName;
    }
}
