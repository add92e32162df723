using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>Times both sides on the same texts in turns, in one thread each where the reference has a choice.</summary>
internal static class Rate
{
    private const int Rounds = 5;
    private const int Seconds = 2;
    private const int BatchSize = 512;

    internal static int Measure(ParityOptions options, TextWriter output)
    {
        Reference.Install();
        IReadOnlyList<Corpus> corpora = options.Corpora(output);
        output.WriteLine($"{Processor()}, {Environment.ProcessorCount} processors; {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        foreach (Subject subject in options.Subjects(output).Where(subject => subject.Engine == Engine.Npm))
        {
            foreach (Corpus corpus in corpora)
            {
                Measure(subject, corpus, output);
            }
        }

        return 0;
    }

    private static void Measure(Subject subject, Corpus corpus, TextWriter output)
    {
        Tokenizer tokenizer = Tokenizer.Load(subject.Path);
        string[] texts = [.. corpus.Texts];
        string[][] batches = [.. texts.Chunk(BatchSize)];
        using var reference = new Reference(Engine.Npm);
        using var oneThread = new Reference(Engine.Npm, threads: 1);
        reference.Configure(subject, Variant.Plain);
        oneThread.Configure(subject, Variant.Plain);
        EncodeOptions plain = Variant.Plain.Options with { ReturnOverflow = false };
        var ids = new TokenBuffer();
        long allocated = long.MaxValue;
        double[] best = [0, 0, 0, 0, 0, 0];
        // In turns, so that a machine that changes its speed changes it for all.
        for (int round = 0; round < Rounds; round++)
        {
            void Keep(int which, double seconds) => best[which] = Math.Max(best[which], texts.Length / seconds);
            Keep(0, Best(() =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                foreach (string text in texts)
                {
                    ids.Clear();
                    tokenizer.Encode(text, ids);
                }

                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            }));
            Keep(1, Best(() => Array.ForEach(texts, text => tokenizer.Encode(text, plain))));
            Keep(2, Best(() => Array.ForEach(batches, batch => tokenizer.EncodeBatch(batch, plain))));
            (double encode, double encodeBatch) = oneThread.Time(texts, Seconds);
            Keep(3, encode);
            Keep(4, encodeBatch);
            Keep(5, reference.Time(texts, Seconds).Batched);
        }

        void Line(string name, double rate, string ratios) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-52} {rate,12:N0}{ratios}"));
        string Against(double rate) => string.Create(
            CultureInfo.InvariantCulture, $"   {rate / best[3],6:F1} x encode, {rate / best[4],6:F1} x encodeBatch in one thread, {rate / best[5],6:F1} x encodeBatch in all");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}, {corpus.Name}, {texts.Length:N0} texts; texts a second, best of {Rounds} turns:"));
        Line("ITokenizer.Encode (ids), one thread", best[0], Against(best[0]));
        Line("Tokenizer.Encode (everything), one thread", best[1], Against(best[1]));
        Line($"Tokenizer.EncodeBatch of {BatchSize}, all threads", best[2], Against(best[2]));
        Line($"npm tokenizers {reference.Version} encode", best[3], "");
        Line($"npm tokenizers {reference.Version} encodeBatch of {BatchSize}, one thread", best[4], "");
        Line($"npm tokenizers {reference.Version} encodeBatch of {BatchSize}, all threads", best[5], "");
        Line("managed bytes a text, ITokenizer.Encode", (double)allocated / texts.Length, "");
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

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor"
        : "unknown processor";
}
