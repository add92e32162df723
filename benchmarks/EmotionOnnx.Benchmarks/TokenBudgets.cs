namespace EmotionOnnx.Benchmarks;

/// <summary>The same corpus under several token budgets per batch, in turns: where the default comes from.</summary>
internal static class TokenBudgets
{
    private static readonly int[] Budgets = [256, 512, 1024, 2048, 4096, 8192];

    public static int Run(string[] args) => BenchmarkCommand.Run(
        "budgets", "Score a corpus with several token budgets per batch, in turns (--batch-tokens is the one compared with).", args, Measure);

    private static void Measure(BenchmarkSettings settings)
    {
        int[] budgets = [settings.BatchTokens, .. Budgets.Where(budget => budget != settings.BatchTokens)];
        EmotionClassifier[] classifiers = [.. budgets.Select(budget => EmotionClassifier.Load(
            settings.Model, new EmotionClassifierOptions { Threads = settings.Threads, BatchTokens = budget }))];
        float[] scores = new float[settings.Texts.Length * classifiers[0].Labels.Count];
        double[][] seconds = SideBySide.Time(settings.Rounds, [.. classifiers.Select<EmotionClassifier, Action>(classifier => () => classifier.Score(settings.Texts, scores))]);
        Array.ForEach(classifiers, classifier => classifier.Dispose());

        settings.Print();
        Console.WriteLine($"{settings.Threads} threads");
        Console.WriteLine();
        Console.WriteLine($"| tokens per batch | texts/s (median) | of {settings.BatchTokens}, round by round (median) |");
        Console.WriteLine("|--:|--:|--:|");
        foreach (int i in Enumerable.Range(0, budgets.Length).OrderBy(i => budgets[i]))
        {
            double ratio = SideBySide.Ratio(seconds[0], seconds[i]).Median;
            Console.WriteLine(FormattableString.Invariant($"| {budgets[i]} | {settings.Texts.Length / SideBySide.Median(seconds[i]):F0} | {ratio:F3} |"));
        }
    }
}
