using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Batch;

/// <summary>No bar: standard error is a pipe, or nobody wants one.</summary>
internal sealed class QuietProgress(TextWriter error) : IBatchProgress
{
    public void Report(long rows, double? fraction)
    {
    }

    public void Say(string line) => error.WriteLine(TerminalText.Clean(line));
}
