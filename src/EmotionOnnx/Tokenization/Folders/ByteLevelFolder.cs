using System.Text;
using System.Text.Json;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>Reads vocab.json and merges.txt, the byte-level BPE of GPT-2 and of RoBERTa and its kin.</summary>
internal static class ByteLevelFolder
{
    internal const string VocabularyName = "vocab.json";
    internal const string MergesName = "merges.txt";

    private const string Gpt2 = "GPT2Tokenizer";
    private const string Roberta = "RobertaTokenizer";
    private const string Deberta = "DebertaTokenizer";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static readonly string[] Classes = [Gpt2, Roberta, "BartTokenizer", "LongformerTokenizer", Deberta];

    internal static bool Knows(string name) => Classes.Contains(name);

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The class; null to go by the tokens: with RoBERTa's special ones it is RoBERTa's, else GPT-2's.</param>
    /// <param name="config">What stands beside it.</param>
    internal static TokenizerDefinition Read(string folder, string? name, FolderConfig config)
    {
        string file = Path.Combine(folder, VocabularyName);
        Vocabulary vocabulary = ReadVocabulary(file);
        Bpe model = ReadMerges(Path.Combine(folder, MergesName), vocabulary);
        name ??= vocabulary.Find("<s>") >= 0 && vocabulary.Find("</s>") >= 0 ? Roberta : Gpt2;
        string?[] specials = name switch
        {
            Gpt2 => ["<|endoftext|>", "<|endoftext|>", "<|endoftext|>", null, null, null, null],
            Deberta => ["[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"],
            _ => ["<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>"],
        };
        bool addsPrefixSpace = config.Boolean("add_prefix_space") ?? false;
        (string Token, int Id) Special(string token, string attribute)
        {
            string content = config.Special(attribute, AddedToken.Special(token)).Content;
            int id = vocabulary.Find(content);
            return id >= 0 ? (content, id) : throw new TokenizerException(file, $"the token '{content}' of a {name} is missing.");
        }

        return new TokenizerDefinition(
            file,
            model,
            SpecialTokens.Of(specials, config, vocabulary),
            Normalizer: null,
            new ByteLevelPreTokenizer(addsPrefixSpace, splits: true),
            name switch
            {
                Gpt2 when config.Boolean("add_bos_token") == true => Prefixed(Special("<|endoftext|>", SpecialTokenNames.Bos)),
                Gpt2 => new NoProcessing(),
                Deberta => new BertProcessing(Special("[SEP]", SpecialTokenNames.Separator), Special("[CLS]", SpecialTokenNames.Classifier)),
                _ => new RobertaProcessing(
                    Special("</s>", SpecialTokenNames.Separator),
                    Special("<s>", SpecialTokenNames.Classifier),
                    config.Boolean("trim_offsets") ?? true ? new OffsetTrimmer(addsPrefixSpace) : null),
            },
            Truncation: null,
            Padding: null,
            new ByteLevelDecoder())
        {
            PaddingToken = config.PaddingToken ?? specials[Array.IndexOf(SpecialTokenNames.All, SpecialTokenNames.Padding)],
        };
    }

    private static TemplateProcessing Prefixed((string Token, int Id) bos)
    {
        TemplatePart first = TemplatePart.Special(0, [bos.Id], [bos.Token]);
        return new TemplateProcessing([first, TemplatePart.Text(0, 0)], [first, TemplatePart.Text(0, 0), TemplatePart.Text(1, 1)]);
    }

    private static Vocabulary ReadVocabulary(string file)
    {
        try
        {
            var reader = new Utf8JsonReader(TokenizerFiles.ReadBytes(file));
            reader.Read();
            Vocabulary vocabulary = VocabularyJson.Read(ref reader, file, "$");
            return reader.Read() ? throw new TokenizerException(file, "more follows after the end of the object.") : vocabulary;
        }
        catch (JsonException error)
        {
            throw new TokenizerException(file, $"not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new TokenizerException(file, $"a string is not valid Unicode: {error.Message}", error);
        }
    }

    private static Bpe ReadMerges(string file, Vocabulary vocabulary)
    {
        var builder = new MergesBuilder(vocabulary, prefix: null);
        ReadOnlySpan<byte> rest = TokenizerFiles.ReadBytes(file);
        char[] chars = new char[rest.Length];
        int number = 0;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            int at = ++number;
            TokenizerException Error(string message) => new(file, $"line {at}: {message}");

            int length;
            try
            {
                length = StrictUtf8.GetChars(line.TrimEnd((byte)'\r'), chars);
            }
            catch (DecoderFallbackException error)
            {
                throw new TokenizerException(file, $"line {at} is not valid UTF-8.", error);
            }

            if (length > 0)
            {
                builder.AddLine(chars.AsSpan(0, length), Error);
            }
        }

        return new Bpe(vocabulary, builder.Table, builder.AllGrow, new BpeOptions(), message => new TokenizerException(file, message));
    }
}
