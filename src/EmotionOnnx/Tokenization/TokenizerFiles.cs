using System.Text.Json;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.SentencePiece;

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
            throw new TokenizerException(
                path,
                $"no such file or folder. Expected a {TokenizerJson.FileName}, a {BertVocabulary.FileName}, or a folder with one.");
        }

        return path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? BertVocabulary.Read(path, ReadBytes(path), config: null)
            : path.EndsWith(SentencePieceFile.Extension, StringComparison.OrdinalIgnoreCase) ? SentencePieceTokenizer.Build(SentencePieceFile.Read(path, ReadBytes(path)))
            : TokenizerJson.Read(path, ReadBytes(path));
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
