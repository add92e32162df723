using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>Times both sides on the same texts, one text at a time on one thread.</summary>
internal static class Rate
{
    private const int Rounds = 5;

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
            double peer = reference.Time(corpus.Texts, Rounds);
            int count = corpus.Texts.Count;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{subject.Name} {corpus.Name}: {count:N0} texts; ITokenizer.Encode {count / hotPath:N0} texts/s, Encode {count / full:N0} texts/s, npm tokenizers encode {count / peer:N0} texts/s"));
        }
    }

    private static double Best(Action round)
    {
        double best = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            round();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }
}
