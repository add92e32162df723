using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>Compares our tokenizer with npm tokenizers, text by text, and says where they differ.</summary>
public static class ParityProgram
{
    private const string Usage = """
        Compares EmotionOnnx.Tokenizer with Hugging Face's (npm tokenizers): token ids, type ids, attention mask, special
        tokens mask and offsets of every text.

        EmotionOnnx.Parity [--data DIR] [--tokenizer DIR|FILE]... [--texts FILE|DIR]... [--generated] [--every N] [--rate]
        EmotionOnnx.Parity --golden DIR

          --data DIR        tokenizers/, base-model/ and data/ as the README lays them out; $EMOTIONONNX_DATA if not given
          --tokenizer PATH  compare this one instead of those of the data folder; may come again
          --texts PATH      instead of the data folder's texts: a text file or a folder of them, line by line and as a whole;
                            a .tsv table with a column named text; a .json array of texts
          --generated       random texts and every code point too; without --texts they are compared anyway
          --every N         only every Nth text
          --rate            time both on these texts as well
          --golden DIR      compare with the answers that golden.mjs has kept under DIR; needs no Node.js

        Exit code: 0 all equal, 1 differences, 2 it could not be run.
        """;

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="errors">Where errors go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        string? data = Environment.GetEnvironmentVariable("EMOTIONONNX_DATA");
        var tokenizers = new List<string>();
        var texts = new List<string>();
        int every = 1;
        bool rate = false, generated = false;
        string? golden = null;
        try
        {
            for (int i = 0; i < args.Length; i++)
            {
                string Value() => i + 1 < args.Length ? args[++i] : throw new ParityException($"{args[i]} needs a value.");
                switch (args[i])
                {
                    case "--data": data = Value(); break;
                    case "--tokenizer": tokenizers.Add(Value()); break;
                    case "--texts": texts.Add(Value()); break;
                    case "--every": every = Math.Max(1, int.Parse(Value(), CultureInfo.InvariantCulture)); break;
                    case "--rate": rate = true; break;
                    case "--generated": generated = true; break;
                    case "--golden": golden = Value(); break;
                    case "--help": output.WriteLine(Usage); return 0;
                    default: throw new ParityException($"'{args[i]}' is no option.\n\n{Usage}");
                }
            }

            return golden is not null ? CompareGolden(golden, output) : Compare(data, tokenizers, texts, generated, every, rate, output);
        }
        catch (Exception error) when (error is ParityException or FormatException or TokenizerException)
        {
            errors.WriteLine(error.Message);
            return 2;
        }
    }

    private static int Compare(string? data, List<string> tokenizers, List<string> texts, bool generated, int every, bool rate, TextWriter output)
    {
        IReadOnlyList<Subject> subjects = tokenizers.Count > 0 ? [.. tokenizers.Select(Subject.Of)] : Subject.AllOf(Needed(data), output);
        IReadOnlyList<Corpus> corpora = texts.Count > 0 ? [.. texts.SelectMany(Corpus.Of)] : Corpus.AllOf(Needed(data), output);
        corpora = texts.Count > 0 && !generated ? corpora : [.. corpora, RandomTexts.Corpus, CodePoints.Corpus];
        if (subjects.Count == 0)
        {
            throw new ParityException("There is no tokenizer to compare.");
        }

        using var reference = new Reference();
        long compared = 0, different = 0;
        var clock = Stopwatch.StartNew();
        var totals = new List<string>();
        foreach (Subject subject in subjects)
        {
            Comparison[] comparisons = [.. Variant.All.Select(variant => new Comparison(reference, subject, variant, output))];
            foreach (Comparison comparison in comparisons)
            {
                comparison.Run(corpora, every);
            }

            totals.Add(Total(subject, comparisons[0], comparisons[1..]));
            compared += comparisons.Sum(comparison => comparison.Texts);
            different += comparisons.Sum(comparison => comparison.Differences);
        }

        totals.ForEach(output.WriteLine);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{compared:N0} comparisons with npm tokenizers {reference.Version}: {different:N0} differences ({clock.Elapsed.TotalSeconds:F0} s)"));
        if (rate)
        {
            Rate.Measure(reference, subjects[0], corpora, output);
        }

        return different == 0 ? 0 : 1;
    }

    private static string Total(Subject subject, Comparison plain, Comparison[] others) => string.Create(
        CultureInfo.InvariantCulture,
        $"{subject.Name,-29} {plain.Texts,9:N0} texts, {plain.Tokens,11:N0} tokens: {plain.Differences:N0} differences; ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"under other options {others.Sum(other => other.Texts),9:N0} comparisons: {others.Sum(other => other.Differences):N0}");

    private static int CompareGolden(string root, TextWriter output)
    {
        string[] folders =
        [
            .. Directory.EnumerateFiles(root, "golden.jsonl", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal),
            .. ComponentFolder.Under(root),
        ];
        int different = 0;
        foreach (string folder in folders)
        {
            (int compared, IReadOnlyList<string> differences) = File.Exists(Path.Combine(folder, "golden.jsonl")) ? GoldenFolder.Compare(folder) : ComponentFolder.Compare(folder);
            different += differences.Count;
            output.WriteLine($"{Path.GetFileName(folder)}: {compared} texts, {differences.Count} differences");
            foreach (string difference in differences)
            {
                output.WriteLine($"  {difference}");
            }
        }

        // Under InvariantGlobalization the framework does not decompose anything, and says nothing.
        output.WriteLine($"InvariantGlobalization: {"\u00e9".Normalize(System.Text.NormalizationForm.FormD).Length == 1}");
        return folders.Length == 0 ? throw new ParityException($"Neither golden.jsonl nor answers.jsonl under {root}.") : different == 0 ? 0 : 1;
    }

    private static string Needed(string? data) => data is not null && Directory.Exists(data)
        ? data
        : throw new ParityException("No data: name a folder with --data or EMOTIONONNX_DATA, or give --tokenizer and --texts.");
}
