using System.Text;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization;

/// <summary>Reads vocab.txt, BERT's own format: one token a line, its number the id. What else BERT does is not in the file.</summary>
internal static class BertVocabulary
{
    internal const string FileName = "vocab.txt";
    internal const string ConfigName = "tokenizer_config.json";

    private static readonly string[] SpecialTokens = ["[PAD]", WordPiece.DefaultUnknownToken, "[CLS]", "[SEP]", "[MASK]"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="config">The tokenizer_config.json beside it, if there is one.</param>
    internal static TokenizerDefinition Read(string file, ReadOnlySpan<byte> bytes, JsonNode? config)
    {
        Vocabulary vocabulary = ReadLines(file, bytes, out bool hasCapitals);
        TokenizerException Error(string message) => new(file, message);

        // Without a config the vocabulary tells: a tokenizer that lower-cases could never use a token with a capital letter.
        bool lowercase = config is { } known ? known.OptionalBoolean("do_lower_case") ?? true : !hasCapitals;
        bool stripAccents = config?.OptionalBoolean("strip_accents") ?? lowercase;
        bool chinese = config?.OptionalBoolean("tokenize_chinese_chars") ?? true;

        var model = new WordPiece(vocabulary, WordPiece.DefaultUnknownToken, WordPiece.DefaultPrefix, WordPiece.DefaultMaxChars, Error);
        (string, int) Special(string token)
        {
            int id = vocabulary.Find(token);
            return id >= 0 ? (token, id) : throw Error($"no BERT vocabulary: the token '{token}' is missing.");
        }

        return new TokenizerDefinition(
            file,
            model,
            [.. SpecialTokens.Where(token => vocabulary.Find(token) >= 0).Select(AddedToken.Special)],
            new BertNormalizer(cleanText: true, chinese, stripAccents, lowercase),
            new BertPreTokenizer(),
            new BertProcessing(Special("[SEP]"), Special("[CLS]")),
            Truncation: null,
            Padding: null,
            new WordPieceDecoder(WordPiece.DefaultPrefix, cleansUp: true));
    }

    private static Vocabulary ReadLines(string file, ReadOnlySpan<byte> bytes, out bool hasCapitals)
    {
        var builder = new VocabularyBuilder();
        hasCapitals = false;
        int id = 0;
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            Span<char> token = builder.Room(line.Length);
            try
            {
                token = token[..StrictUtf8.GetChars(line, token)];
            }
            catch (DecoderFallbackException error)
            {
                throw new TokenizerException(file, $"line {id + 1} is not valid UTF-8.", error);
            }

            int length = token.TrimEnd().Length;
            hasCapitals |= length > 0 && token[0] != '[' && token.ContainsAnyInRange('A', 'Z');
            builder.Add(length, id++);
        }

        return builder.Build();
    }
}
