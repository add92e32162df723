using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>Shows a fine-tuning while it runs: a bar on a terminal, lines elsewhere.</summary>
internal static class FinetuneView
{
    public static T Run<T>(CliConsole console, bool isQuiet, Func<IProgress<FinetuneProgress>?, T> work) =>
        isQuiet ? work(null)
        : console.IsErrorTerminal ? FinetuneBar.Run(console, work)
        : work(new FinetuneLines(console.Error.WriteLine, TimeProvider.System));
}
