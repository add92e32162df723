using System.Text.Json;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization;

/// <summary>Finds and reads a tokenizer's files.</summary>
internal static class TokenizerFiles
{
    internal static TokenizerDefinition Read(string path)
    {
        if (Directory.Exists(path))
        {
            string json = Path.Combine(path, TokenizerJson.FileName);
            string vocabulary = Path.Combine(path, BertVocabulary.FileName);
            return File.Exists(json) ? TokenizerJson.Read(json, ReadBytes(json))
                : File.Exists(vocabulary) ? BertVocabulary.Read(vocabulary, ReadBytes(vocabulary), ReadConfig(path))
                : throw new TokenizerException(path, $"the folder has neither a {TokenizerJson.FileName} nor a {BertVocabulary.FileName}.");
        }

        if (!File.Exists(path))
        {
            throw new TokenizerException(path, $"no such file or folder. Expected a {TokenizerJson.FileName}, a {BertVocabulary.FileName}, or a folder with one.");
        }

        byte[] bytes = ReadBytes(path);
        return IsJson(bytes) ? TokenizerJson.Read(path, bytes) : BertVocabulary.Read(path, bytes, config: null);
    }

    // A JSON object begins with a brace; the first line of a vocabulary is a token.
    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimStart("\uFEFF \t\r\n"u8);
        return bytes.StartsWith("{\n"u8) || bytes.StartsWith("{\r"u8) || bytes.StartsWith("{ "u8) || bytes.StartsWith("{\""u8) || bytes.StartsWith("{}"u8);
    }

    private static JsonNode? ReadConfig(string folder)
    {
        string file = Path.Combine(folder, BertVocabulary.ConfigName);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(ReadBytes(file));
            return new JsonNode(file, "$", document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw new TokenizerException(file, $"not valid JSON: {error.Message}", error);
        }
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException(file, $"can't be read: {error.Message}", error);
        }
    }
}
