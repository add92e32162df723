using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Output;

/// <summary>Results as JSON lines: one object per text.</summary>
internal sealed class ResultLines(CliConsole console, ResultView view) : IResultWriter, IDisposable
{
    private readonly JsonLinesWriter _lines = new(console.Output);

    public void Write(string text, EmotionResult result) =>
        _lines.Write((text, result, view), static (writer, row) =>
        {
            writer.WriteText("text", row.text);
            ResultJson.Write(writer, row.result, row.view);
        });

    public void Dispose() => _lines.Dispose();
}
