using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Runs cases in a folder of its own: loads, encodes, and checks what comes out.</summary>
internal sealed class FuzzRunner : IDisposable
{
    private const int TextsPerCase = 6;
    private const int MostOverflow = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz-").FullName;
    private readonly TokenBuffer _ids = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The generator of a case.</summary>
    internal static SplitMix RandomOf(ulong seed, long number) => new(new SplitMix(seed).Next() + (ulong)number);

    internal Outcome Run(FuzzCase fuzzCase, ref SplitMix random, TextWriter? log = null)
    {
        Tokenizer tokenizer;
        try
        {
            tokenizer = Tokenizer.Load(fuzzCase.Write(_folder));
        }
        catch (TokenizerException error)
        {
            log?.WriteLine($"refused: {error.Message}");
            return new Outcome($"{fuzzCase.Kind}: refused");
        }
        catch (Exception error)
        {
            return new Outcome($"{fuzzCase.Kind}: crashed on loading", error.ToString());
        }

        bool refused = false;
        byte[] file = fuzzCase.Files.Values.First();
        for (int i = 0; i < TextsPerCase; i++)
        {
            string text = FuzzTexts.Next(file, ref random);
            string? pair = random.Next(4) == 0 ? FuzzTexts.Next(file, ref random) : null;
            EncodeOptions options = Options(pair, text.Length, ref random);
            log?.WriteLine($"text {System.Text.Json.JsonSerializer.Serialize(text.Length > 500 ? text[..500] : text)} ({text.Length}), pair {pair?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}, {options}");
            try
            {
                if (Check(tokenizer, text, pair, options) is { } failure)
                {
                    return new Outcome($"{fuzzCase.Kind}: wrong result", $"{failure}\ntext {System.Text.Json.JsonSerializer.Serialize(text)}, pair {System.Text.Json.JsonSerializer.Serialize(pair)}, {options}");
                }
            }
            catch (Exception error) when (error is ArgumentException or TokenizerException && !IsBug(error))
            {
                log?.WriteLine($"refused: {error.Message}");
                refused = true;
            }
            catch (Exception error)
            {
                return new Outcome($"{fuzzCase.Kind}: crashed on a text", $"{error}\ntext {System.Text.Json.JsonSerializer.Serialize(text)}, pair {System.Text.Json.JsonSerializer.Serialize(pair)}, {options}");
            }
        }

        return new Outcome(refused ? $"{fuzzCase.Kind}: encoded, some options or texts refused" : $"{fuzzCase.Kind}: encoded");
    }

    // The framework's own complaints about an index or a slice are ours to prevent; what we refuse has no parameter name of a span.
    private static bool IsBug(Exception error) => error is ArgumentOutOfRangeException or ArgumentNullException;

    private static EncodeOptions Options(string? pair, int length, ref SplitMix random)
    {
        int most = random.Next(1, 60);
        // Windows with a stride that nearly fills them are as many as tokens: not for a long text.
        int stride = random.Next(2) == 0 || length > 2_000 ? 0 : random.Next(most);
        bool overflows = random.Next(2) == 0 && length + (pair?.Length ?? 0) < MostOverflow && (pair is null || length < 500 && pair.Length < 500);
        return new EncodeOptions
        {
            AddSpecialTokens = random.Next(4) > 0,
            ReturnOverflow = overflows,
            ReadsToEnd = random.Next(4) > 0,
            Truncation = random.Next(3) switch
            {
                0 => Truncation.None,
                1 when !overflows => Truncation.Declared,
                _ => Truncation.To(most, stride, random.Next(2) == 0 ? TokenSide.Left : TokenSide.Right, (TruncationStrategy)random.Next(3)),
            },
            Padding = random.Next(3) switch
            {
                0 => Padding.None,
                1 => Padding.Declared,
                _ => Padding.Fixed(random.Next(100), random.Next(1, 9), random.Next(2) == 0 ? TokenSide.Left : TokenSide.Right),
            },
        };
    }

    private string? Check(Tokenizer tokenizer, string text, string? pair, EncodeOptions options)
    {
        _ids.Clear();
        tokenizer.Encode(text, _ids);
        foreach (int id in _ids.Ids)
        {
            if (id < 0 || id >= tokenizer.VocabularySize)
            {
                return $"id {id} of {tokenizer.VocabularySize}";
            }
        }

        TokenEncoding bare = tokenizer.Encode(text, new EncodeOptions { AddSpecialTokens = false, Truncation = Truncation.None, Padding = Padding.None });
        if (!_ids.Ids.SequenceEqual(bare.Ids.AsSpan()))
        {
            return $"ITokenizer.Encode gives {_ids.Count} ids, Encode {bare.Ids.Length} others";
        }

        TokenEncoding encoding = pair is null ? tokenizer.Encode(text, options) : tokenizer.Encode(text, pair, options);
        _ = tokenizer.Decode(encoding.Ids.AsSpan(), skipSpecialTokens: true);
        return CheckOne(encoding, text, pair, tokenizer) ?? encoding.Overflow.Select(window => CheckOne(window, text, pair, tokenizer)).FirstOrDefault(failure => failure is not null);
    }

    private static string? CheckOne(TokenEncoding encoding, string text, string? pair, Tokenizer tokenizer)
    {
        int count = encoding.Ids.Length;
        if (new[] { encoding.TypeIds.Length, encoding.AttentionMask.Length, encoding.SpecialTokensMask.Length, encoding.Tokens.Length, encoding.Offsets.Length, encoding.WordIds.Length, encoding.SequenceIds.Length }
            .Any(length => length != count))
        {
            return "lists of different lengths";
        }

        for (int i = 0; i < count; i++)
        {
            (int start, int end) = (encoding.Offsets[i].Start, encoding.Offsets[i].End);
            int length = encoding.SequenceIds[i] switch { 0 => text.Length, 1 => pair!.Length, _ => 0 };
            if (start < 0 || end < start || end > length)
            {
                return $"token {i} is at {start}..{end} of a text of {length}";
            }

            if (encoding.SequenceIds[i] is not null && (encoding.Ids[i] < 0 || encoding.Ids[i] >= tokenizer.VocabularySize))
            {
                return $"id {encoding.Ids[i]} of {tokenizer.VocabularySize}";
            }
        }

        return null;
    }
}
