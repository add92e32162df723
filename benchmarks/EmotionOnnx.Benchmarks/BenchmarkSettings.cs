namespace EmotionOnnx.Benchmarks;

/// <summary>What a side-by-side program works on.</summary>
internal sealed record BenchmarkSettings(string Model, string[] Texts, int Threads, int BatchTokens, int Rounds)
{
    public void Print()
    {
        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{Texts.Length} texts, {Rounds} rounds in turns after one untimed, model {Path.GetFileName(Path.TrimEndingDirectorySeparator(Model))}");
    }
}
