using EmotionOnnx.Tokenization.Folders;
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
            return TokenizerFolder.Read(path);
        }

        if (!File.Exists(path))
        {
            throw new TokenizerException(
                path,
                $"no such file or folder. Expected a {TokenizerJson.FileName}, a {BertVocabulary.FileName}, a SentencePiece *{SentencePieceFile.Extension}, or a folder with one; nothing is downloaded.");
        }

        string name = Path.GetFileName(path);
        if (name is "vocab.json" or "merges.txt" or "config.json" or "tokenizer_config.json" or "special_tokens_map.json" || path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new TokenizerException(path, $"{name} is no tokenizer by itself. Name its folder.");
        }

        return path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? BertVocabulary.Read(path, ReadBytes(path), config: null, BertFrame.Bert)
            : path.EndsWith(SentencePieceFile.Extension, StringComparison.OrdinalIgnoreCase) ? SentencePieceTokenizer.Build(SentencePieceFile.Read(path, ReadBytes(path)))
            : TokenizerJson.Read(path, ReadBytes(path));
    }

    internal static byte[] ReadBytes(string file)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(file);
            // Notepad's mark is of no format that a tokenizer's files have.
            return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException(file, $"can't be read: {error.Message}", error);
        }
    }
}
