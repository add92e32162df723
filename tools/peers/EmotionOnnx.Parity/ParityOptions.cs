using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>The command line.</summary>
internal sealed record ParityOptions
{
    internal const string Usage = """
        Compares EmotionOnnx.Tokenizer with Hugging Face's (npm tokenizers), and for .model files with SentencePiece's own library: token
        ids, type ids, attention mask, special tokens mask, offsets and overflowing windows of every text; for some texts word ids, tokens
        and the decoded text too.

        EmotionOnnx.Parity [--data DIR] [--components] [--tokenizer DIR|FILE]... [--only NAME]...
                           [--texts FILE|DIR]... [--generated] [--random N] [--every N] [--results DIR] [--workers N]
        EmotionOnnx.Parity --rate [--tokenizer DIR|FILE]... [--texts FILE]
        EmotionOnnx.Parity --golden DIR

          --data DIR        tokenizers/, base-model/, hf-exports/ and data/ as docs/data.md lays them out; $EMOTIONONNX_DATA if not given
          --components      the small tokenizers for single components as well (tests/EmotionOnnx.Tests/Tokenization/Golden/components)
          --tokenizer PATH  compare this one instead of those of the data folder; may come again
          --only NAME       only tokenizers whose names begin so; may come again
          --texts PATH      instead of the data folder's texts: a text file or a folder of them, line by line and as a whole;
                            a .tsv table with a column named text; a .json array of texts
          --generated       random texts and every code point too; without --texts they are compared anyway
          --random N        how many random texts (1,000,000)
          --every N         only every Nth text
          --results DIR     keep each tokenizer's result without differences there, and take what is there of the same build and settings
          --workers N       how many compare at once (one for each processor)
          --rate            time both sides instead, on these texts, in turns
          --golden DIR      compare with the answers that golden.mjs and components.mjs have kept under DIR; needs no Node.js

        Exit code: 0 all equal, 1 differences, 2 it could not be run.
        """;

    internal string? Data { get; private init; } = Environment.GetEnvironmentVariable("EMOTIONONNX_DATA");

    internal IReadOnlyList<string> Tokenizers { get; private init; } = [];

    internal IReadOnlyList<string> Texts { get; private init; } = [];

    internal IReadOnlyList<string> Only { get; private init; } = [];

    internal bool Components { get; private init; }

    internal bool Generated { get; private init; }

    internal bool Rate { get; private init; }

    internal bool Help { get; private init; }

    internal int RandomTexts { get; private init; } = 1_000_000;

    internal int Every { get; private init; } = 1;

    internal int Workers { get; private init; } = Environment.ProcessorCount;

    internal string? Results { get; private init; }

    internal string? Golden { get; private init; }

    internal static ParityOptions Parse(string[] args)
    {
        var options = new ParityOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new ParityException($"{args[i]} needs a value.");
            int Number() => Value() is var text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : throw new ParityException($"{args[i - 1]} takes a number of 1 or more, not '{args[i]}'.");
            options = args[i] switch
            {
                "--data" => options with { Data = Value() },
                "--tokenizer" => options with { Tokenizers = [.. options.Tokenizers, Value()] },
                "--texts" => options with { Texts = [.. options.Texts, Value()] },
                "--only" => options with { Only = [.. options.Only, Value()] },
                "--components" => options with { Components = true },
                "--generated" => options with { Generated = true },
                "--rate" => options with { Rate = true },
                "--help" => options with { Help = true },
                "--random" => options with { RandomTexts = Number() },
                "--every" => options with { Every = Number() },
                "--workers" => options with { Workers = Number() },
                "--results" => options with { Results = Value() },
                "--golden" => options with { Golden = Value() },
                string other => throw new ParityException($"'{other}' is no option.\n\n{Usage}"),
            };
        }

        return options;
    }

    /// <summary>The tokenizers that are asked for.</summary>
    internal IReadOnlyList<Subject> Subjects(TextWriter output)
    {
        IReadOnlyList<Subject> named = Tokenizers.Count > 0 ? [.. Tokenizers.Select(Subject.Of)]
            : Components && Data is null ? []
            : Parity.Subjects.AllOf(NeededData(), output);
        Subject[] all = [.. named, .. Components ? Parity.Subjects.Components() : []];
        all = Only.Count == 0 ? all : [.. all.Where(subject => Only.Any(name => subject.Name.StartsWith(name, StringComparison.Ordinal)))];
        return all.Length > 0 ? all : throw new ParityException("There is no tokenizer to compare.");
    }

    /// <summary>The texts that are asked for.</summary>
    internal IReadOnlyList<Corpus> Corpora(TextWriter output)
    {
        IReadOnlyList<Corpus> read = Texts.Count > 0 ? [.. Texts.SelectMany(Corpus.Of)]
            : Components && Data is null ? []
            : Corpus.AllOf(NeededData(), output);
        return Texts.Count > 0 && !Generated ? read : [.. read, Corpus.Random(RandomTexts), CodePoints.Corpus];
    }

    private string NeededData() => Data is not null && Directory.Exists(Data)
        ? Data
        : throw new ParityException("No data: name a folder with --data or EMOTIONONNX_DATA, or give --tokenizer and --texts.");
}
