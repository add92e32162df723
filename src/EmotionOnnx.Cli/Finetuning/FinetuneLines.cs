using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>A fine-tuning as lines, for a log: every epoch, and a step now and then.</summary>
internal sealed class FinetuneLines(Action<string> write, TimeProvider time) : IProgress<FinetuneProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private long _last = time.GetTimestamp();

    public void Report(FinetuneProgress value)
    {
        if (value is FinetuneProgress.Step step && time.GetElapsedTime(_last) >= Pause)
        {
            _last = time.GetTimestamp();
            write(TerminalText.Clean(FinetuneText.OfStep(step)));
        }

        foreach (string line in FinetuneText.LinesOf(value))
        {
            write(TerminalText.Clean(line));
        }
    }
}
