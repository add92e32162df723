using EmotionOnnx.Cli.Batch;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>A bar while an evaluation runs, where standard error is a terminal.</summary>
internal static class EvaluationBar
{
    public static T Run<T>(CliConsole console, Func<IProgress<EvaluationProgress>?, T> work)
    {
        if (!console.IsErrorTerminal)
        {
            return work(null);
        }

        T result = default!;
        BarProgress.Run(console, bar => result = work(new Adapter(bar)));
        return result;
    }

    // Progress<T> would call back on another thread, after the bar is gone.
    private sealed class Adapter(IBatchProgress bar) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => bar.Report(value.Done, (double)value.Done / value.Total);
    }
}
