namespace EmotionOnnx.Benchmarks;

/// <summary>One caller with all threads inside a run, against as many callers as processors with one thread each.</summary>
internal static class ThreadLayouts
{
    public static int Run(string[] args) => BenchmarkCommand.Run(
        "threads", "Run a corpus through ONNX Runtime alone with the threads laid out in two ways, in turns.", args, Measure);

    private static void Measure(BenchmarkSettings settings)
    {
        using var inside = new RawRuntime(settings.Model, settings.Texts, callers: 1, threadsPerCaller: settings.Threads, settings.BatchTokens);
        using var beside = new RawRuntime(settings.Model, settings.Texts, callers: settings.Threads, threadsPerCaller: 1, settings.BatchTokens);
        double[][] seconds = SideBySide.Time(settings.Rounds, inside.Run, beside.Run);
        (double min, double median, double max) = SideBySide.Ratio(seconds[0], seconds[1]);

        settings.Print();
        Console.WriteLine();
        Console.WriteLine("| layout | texts/s (median) |");
        Console.WriteLine("|---|--:|");
        Console.WriteLine(FormattableString.Invariant($"| 1 caller, {settings.Threads} threads in a run | {settings.Texts.Length / SideBySide.Median(seconds[0]):F0} |"));
        Console.WriteLine(FormattableString.Invariant($"| {settings.Threads} callers, 1 thread in a run | {settings.Texts.Length / SideBySide.Median(seconds[1]):F0} |"));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"callers over threads, round by round: median {median:F3} (from {min:F3} to {max:F3})"));
    }
}
