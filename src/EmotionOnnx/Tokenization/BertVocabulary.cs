using System.Text;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Folders;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization;

/// <summary>Reads vocab.txt, BERT's own format: one token a line, its number the id. What else BERT does is not in the file.</summary>
internal static class BertVocabulary
{
    internal const string FileName = "vocab.txt";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="config">What stands beside it; null where it was named by itself.</param>
    /// <param name="frame">What stands around a text.</param>
    internal static TokenizerDefinition Read(string file, ReadOnlySpan<byte> bytes, FolderConfig? config, BertFrame frame)
    {
        Vocabulary vocabulary = ReadLines(file, bytes, out bool hasCapitals);
        TokenizerException Error(string message) => new(file, message);
        AddedToken Named(string name)
        {
            AddedToken token = AddedToken.Special(frame.Specials[Array.IndexOf(SpecialTokenNames.All, name)]!);
            return config?.Special(name, token) ?? token;
        }

        // Without a config the vocabulary tells: a tokenizer that lower-cases could never use a token with a capital letter.
        bool lowercase = config?.Tokenizer is null ? !hasCapitals : config.Boolean("do_lower_case") ?? true;
        bool stripAccents = config?.Boolean("strip_accents") ?? lowercase;
        bool chinese = config?.Boolean("tokenize_chinese_chars") ?? true;

        var model = new WordPiece(
            vocabulary, Named(SpecialTokenNames.Unknown).Content, WordPiece.DefaultPrefix, WordPiece.DefaultMaxChars, Error);
        (string, int) Special(string name)
        {
            string token = Named(name).Content;
            int id = vocabulary.Find(token);
            return id >= 0 ? (token, id) : throw Error($"no vocabulary of a {frame.Classes[0]}: the token '{token}' is missing.");
        }

        (string, int) separator = Special(SpecialTokenNames.Separator), classifier = Special(SpecialTokenNames.Classifier);
        return new TokenizerDefinition(
            file,
            model,
            SpecialTokens.Of(frame.Specials, config, vocabulary),
            new BertNormalizer(cleanText: true, chinese, stripAccents, lowercase),
            new BertPreTokenizer(),
            frame.HasTwoSeparators ? WithTwoSeparators(separator, classifier) : new BertProcessing(separator, classifier),
            Truncation: null,
            Padding: null,
            new WordPieceDecoder(WordPiece.DefaultPrefix, cleansUp: true))
        {
            PaddingToken = Named(SpecialTokenNames.Padding).Content,
        };
    }

    private static TemplateProcessing WithTwoSeparators((string Token, int Id) separator, (string Token, int Id) classifier)
    {
        TemplatePart first = TemplatePart.Special(0, [classifier.Id], [classifier.Token]);
        TemplatePart Last(int typeId) => TemplatePart.Special(typeId, [separator.Id], [separator.Token]);

        return new TemplateProcessing(
            [first, TemplatePart.Text(0, 0), Last(0)],
            [first, TemplatePart.Text(0, 0), Last(0), Last(0), TemplatePart.Text(1, 1), Last(1)]);
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
