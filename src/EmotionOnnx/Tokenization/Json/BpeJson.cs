using System.Text;
using System.Text.Json;
using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>Reads a BPE model of tokenizer.json.</summary>
internal static class BpeJson
{
    // It stands at every character, and may fall back to its bytes there. Real ones have up to four.
    private const int LongestAffix = 64;

    internal static Bpe Read(ref Utf8JsonReader reader, string file)
    {
        TokenizerException Error(string message) => new(file, $"model: {message}");

        Vocabulary? vocabulary = null;
        Utf8JsonReader merges = default;
        bool hasMerges = false;
        var options = new BpeOptions();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "type":
                    break;
                case "dropout":
                    RefuseDropout(ref reader, Error);
                    break;
                case "unk_token":
                    options = options with { UnknownToken = Text(ref reader, name, Error) };
                    break;
                case "continuing_subword_prefix":
                    options = options with { ContinuingSubwordPrefix = Affix(ref reader, name, Error) };
                    break;
                case "end_of_word_suffix":
                    options = options with { EndOfWordSuffix = Affix(ref reader, name, Error) };
                    break;
                case "fuse_unk":
                    options = options with { FusesUnknown = Flag(ref reader, name, Error) };
                    break;
                case "byte_fallback":
                    options = options with { FallsBackToBytes = Flag(ref reader, name, Error) };
                    break;
                case "ignore_merges":
                    options = options with { IgnoresMerges = Flag(ref reader, name, Error) };
                    break;
                case "vocab":
                    vocabulary = VocabularyJson.Read(ref reader, file, "model.vocab");
                    break;
                case "merges":
                    // They are ids of the vocabulary, which may come after them.
                    merges = reader;
                    hasMerges = true;
                    reader.Skip();
                    break;
                default:
                    throw Error($"the field '{name}' of {Bpe.TypeName} is not known to this version, and it may change the result.");
            }
        }

        var builder = new MergesBuilder(vocabulary ?? throw Error("the field 'vocab' is missing."), options.ContinuingSubwordPrefix);
        if (!hasMerges)
        {
            throw Error("the field 'merges' is missing.");
        }

        ReadMerges(ref merges, builder, file);
        return new Bpe(vocabulary, builder.Table, builder.AllGrow, options, Error);
    }

    private static void ReadMerges(ref Utf8JsonReader reader, MergesBuilder builder, string file)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new TokenizerException(file, "model.merges: expected an array of merges.");
        }

        char[] left = [], right = [];
        bool? arePairs = null;
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            TokenizerException Error(string message) => new(file, $"model.merges[{index}]: {message}");

            bool isPair = reader.TokenType == JsonTokenType.StartArray;
            if ((arePairs ??= isPair) != isPair)
            {
                throw Error("strings and pairs can't stand in one list.");
            }

            if (!isPair)
            {
                builder.AddLine(Copy(ref reader, ref left, Error), Error);
                continue;
            }

            reader.Read();
            ReadOnlySpan<char> first = Copy(ref reader, ref left, Error);
            reader.Read();
            ReadOnlySpan<char> second = Copy(ref reader, ref right, Error);
            reader.Read();
            if (reader.TokenType != JsonTokenType.EndArray)
            {
                throw Error("expected a pair of tokens, found more.");
            }

            builder.Add(first, second, Error);
        }
    }

    private static ReadOnlySpan<char> Copy(ref Utf8JsonReader reader, ref char[] buffer, Func<string, TokenizerException> error)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw error("expected two tokens with a space between them, or an array of two tokens.");
        }

        int most = Encoding.UTF8.GetMaxCharCount(reader.ValueSpan.Length);
        if (buffer.Length < most)
        {
            buffer = new char[most];
        }

        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    private static void RefuseDropout(ref Utf8JsonReader reader, Func<string, TokenizerException> error)
    {
        if (reader.TokenType != JsonTokenType.Null && !(reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value == 0))
        {
            throw error("dropout leaves out merges at random, so that a text has other tokens each time; it is for training. Set it to null.");
        }
    }

    private static string? Affix(ref Utf8JsonReader reader, string name, Func<string, TokenizerException> error)
    {
        string? text = Text(ref reader, name, error);
        return text?.Length > LongestAffix
            ? throw error($"{name} has {text.Length} characters; more than {LongestAffix} would make very many tokens of every character.")
            : text;
    }

    private static string? Text(ref Utf8JsonReader reader, string name, Func<string, TokenizerException> error) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        _ => throw error($"{name} is neither a string nor null."),
    };

    private static bool Flag(ref Utf8JsonReader reader, string name, Func<string, TokenizerException> error) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw error($"{name} is neither true nor false."),
    };
}
