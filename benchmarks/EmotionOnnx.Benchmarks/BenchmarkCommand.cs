using System.CommandLine;

namespace EmotionOnnx.Benchmarks;

/// <summary>The command line that the side-by-side programs share.</summary>
internal static class BenchmarkCommand
{
    public static int Run(string name, string description, string[] args, Action<BenchmarkSettings> measure)
    {
        var data = new Option<string?>("--data") { Description = "A tab-separated file, texts in its first column (default: GoEmotions' test split under EMOTIONONNX_DATA)." };
        var model = new Option<string?>("--model") { Description = "A model folder (default: the English model)." };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var batchTokens = new Option<int>("--batch-tokens") { DefaultValueFactory = _ => EmotionClassifier.DefaultBatchTokens };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var command = new RootCommand($"{name}: {description}") { data, model, threads, batchTokens, rounds };
        command.SetAction(result =>
        {
            string[] texts = result.GetValue(data) is { } path ? Corpus.Read(path) : Corpus.GoEmotionsTest();
            measure(new BenchmarkSettings(
                result.GetValue(model) ?? EnglishModel.Path, texts, result.GetValue(threads), result.GetValue(batchTokens), result.GetValue(rounds)));
        });
        return command.Parse(args).Invoke();
    }
}
