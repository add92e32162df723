using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>Compares our tokenizer with npm tokenizers, text by text, and says where they differ.</summary>
public static class ParityProgram
{
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
        try
        {
            ParityOptions options = ParityOptions.Parse(args);
            if (options.Help)
            {
                output.WriteLine(ParityOptions.Usage);
                return 0;
            }

            return options.Golden is { } golden ? GoldenProgram.Run(golden, output)
                : options.Rate ? Rate.Measure(options, output)
                : Compare(options, output);
        }
        catch (Exception error) when (error is ParityException or TokenizerException or ReferenceEndedException)
        {
            errors.WriteLine(error.Message);
            return 2;
        }
    }

    private static int Compare(ParityOptions options, TextWriter output)
    {
        IReadOnlyList<Subject> subjects = options.Subjects(output);
        IReadOnlyList<Corpus> corpora = options.Corpora(output);
        var sentences = new Corpus("sentences", ComponentFolder.Texts(Path.Combine(Subjects.ComponentRoot, "texts.json"))) { ComponentThinning = 1 };
        Reference.Install();

        var clock = Stopwatch.StartNew();
        var store = new ResultStore(
            options.Results, FormattableString.Invariant($"every {options.Every}, random {options.RandomTexts}, texts {string.Join(' ', corpora.Select(corpus => corpus.Name))}"));
        long compared = 0, different = 0;
        var missing = new List<Subject>();
        foreach (Subject subject in subjects)
        {
            if (store.Find(subject) is { } kept)
            {
                Array.ForEach(kept.Lines, output.WriteLine);
                compared += kept.Comparisons;
            }
            else
            {
                missing.Add(subject);
            }
        }

        var run = new ParityRun(options, corpora, [sentences, .. corpora]);
        run.Run(missing, report =>
        {
            foreach (string line in report.Lines())
            {
                output.WriteLine(line);
            }

            output.Flush();
            store.Keep(report);
            compared += report.Comparisons;
            different += report.Differences;
        });
        string references = run.References.IsEmpty ? "the references" : string.Join(" and ", run.References.Keys.Order(StringComparer.Ordinal));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{subjects.Count} tokenizers, {compared:N0} comparisons with {references}: {different:N0} differences ({clock.Elapsed.TotalSeconds:F0} s{(missing.Count < subjects.Count ? ", part of it earlier" : "")})"));
        return different == 0 ? 0 : 1;
    }
}
