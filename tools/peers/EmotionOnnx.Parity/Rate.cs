using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>Times both sides on the same texts: ours on one thread.</summary>
internal static class Rate
{
    // The best round of so many seconds; the first second or two go to the JIT.
    private const int Seconds = 5;

    internal static void Measure(Reference reference, Subject subject, IReadOnlyList<Corpus> corpora, TextWriter output)
    {
        Tokenizer tokenizer = Tokenizer.Load(subject.Path);
        reference.Configure(subject, Variant.All[0]);
        var ids = new TokenBuffer();
        foreach (Corpus corpus in corpora)
        {
            double hotPath = Best(() =>
            {
                foreach (string text in corpus.Texts)
                {
                    ids.Clear();
                    tokenizer.Encode(text, ids);
                }
            });
            double full = Best(() =>
            {
                foreach (string text in corpus.Texts)
                {
                    _ = tokenizer.Encode(text, Variant.All[0].Options);
                }
            });
            (double oneByOne, double batched) = reference.Time(corpus.Texts, Seconds);
            int count = corpus.Texts.Count;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {subject.Name}, {corpus.Name}, {count:N0} texts; texts a second:
                  ITokenizer.Encode                        {count / hotPath,12:N0}
                  Tokenizer.Encode                         {count / full,12:N0}
                  npm tokenizers encode                    {count / oneByOne,12:N0}
                  npm tokenizers encodeBatch, all cores    {count / batched,12:N0}
                """));
        }
    }

    private static double Best(Action round)
    {
        double best = double.MaxValue;
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < Seconds)
        {
            var clock = Stopwatch.StartNew();
            round();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }
}
