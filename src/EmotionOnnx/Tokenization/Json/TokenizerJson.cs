using System.Text.Json;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.PostProcessors;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Reads tokenizer.json, Hugging Face's description of a tokenizer.</summary>
internal static class TokenizerJson
{
    internal const string FileName = "tokenizer.json";

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    internal static TokenizerDefinition Read(string file, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json);
            return ReadRoot(ref reader, file);
        }
        catch (JsonException error)
        {
            throw new TokenizerException(file, $"not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // What the JSON reader throws for a string that is no valid text, such as half a surrogate pair.
            throw new TokenizerException(file, $"a string is not valid Unicode: {error.Message}", error);
        }
    }

    private static TokenizerDefinition ReadRoot(ref Utf8JsonReader reader, string file)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new TokenizerException(file, $"expected an object, as in every {FileName}.");
        }

        Model? model = null;
        var sections = new Dictionary<string, JsonNode>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "model")
            {
                // The vocabulary is nearly all of the file: it is read without a tree in between.
                model = ModelReader.Read(ref reader, file);
            }
            else
            {
                sections[name] = new JsonNode(file, name, JsonElement.ParseValue(ref reader));
            }
        }

        if (reader.Read())
        {
            throw new TokenizerException(file, "more follows after the end of the object.");
        }

        JsonNode? Section(string name) => sections.Remove(name, out JsonNode? node) && !node.IsNull ? node : null;

        if (Section("version") is { } version && version.AsString() != "1.0")
        {
            throw version.Error($"the version '{version.AsString()}' is not known; expected 1.0.");
        }

        var definition = new TokenizerDefinition(
            file,
            model ?? throw new TokenizerException(file, "the field 'model' is missing."),
            Section("added_tokens") is { } added ? [.. added.Items().Select(AddedToken.Read)] : [],
            Section("normalizer") is { } normalizer ? ComponentReader.Normalizer(normalizer) : null,
            Section("pre_tokenizer") is { } preTokenizer ? ComponentReader.PreTokenizer(preTokenizer) : null,
            Section("post_processor") is { } postProcessor ? ComponentReader.PostProcessor(postProcessor) : new NoProcessing(),
            Section("truncation") is { } truncation ? OptionsReader.Truncation(truncation) : null,
            Section("padding") is { } padding ? OptionsReader.Padding(padding) : null,
            Section("decoder") is { } decoder ? ComponentReader.Decoder(decoder) : null);
        foreach (string unknown in sections.Keys)
        {
            throw new TokenizerException(file, $"the field '{unknown}' is not known to this version, and it may change the result.");
        }

        return definition;
    }
}
