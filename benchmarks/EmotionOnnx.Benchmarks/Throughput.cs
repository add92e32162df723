namespace EmotionOnnx.Benchmarks;

/// <summary>Texts per second of the library, tokenization included, against ONNX Runtime alone on the same batches and threads.</summary>
internal static class Throughput
{
    public static int Run(string[] args) => BenchmarkCommand.Run(
        "throughput", "Score a corpus with the library and with ONNX Runtime alone, in turns.", args, Measure);

    private static void Measure(BenchmarkSettings settings)
    {
        using EmotionClassifier classifier = EmotionClassifier.Load(
            settings.Model, new EmotionClassifierOptions { Threads = settings.Threads, BatchTokens = settings.BatchTokens });
        float[] scores = new float[settings.Texts.Length * classifier.Labels.Count];
        using var raw = new RawRuntime(settings.Model, settings.Texts, callers: settings.Threads, threadsPerCaller: 1, settings.BatchTokens);

        double[][] seconds = SideBySide.Time(settings.Rounds, () => classifier.Score(settings.Texts, scores), raw.Run);
        (double min, double median, double max) = SideBySide.Ratio(seconds[1], seconds[0]);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        classifier.Score(settings.Texts, scores);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        settings.Print();
        Console.WriteLine($"{raw.Batches} batches of at most {settings.BatchTokens} tokens, {settings.Threads} threads");
        Console.WriteLine();
        Console.WriteLine("| what | texts/s (median) |");
        Console.WriteLine("|---|--:|");
        Console.WriteLine(FormattableString.Invariant($"| EmotionClassifier.Score, text in, scores out | {settings.Texts.Length / SideBySide.Median(seconds[0]):F0} |"));
        Console.WriteLine(FormattableString.Invariant($"| ONNX Runtime alone, batches made beforehand | {settings.Texts.Length / SideBySide.Median(seconds[1]):F0} |"));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"ratio, round by round: median {median:F3} (from {min:F3} to {max:F3}); managed bytes of one more call: {allocated}"));
    }
}
