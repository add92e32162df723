using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>A fine-tuning on a terminal: a bar with loss, rate and time left, and above it the lines that stay.</summary>
internal sealed class FinetuneBar : IProgress<FinetuneProgress>
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _task;
    private string _what = "";
    private string _run = "";

    private FinetuneBar(IAnsiConsole console, ProgressContext context, TextColumn text)
    {
        _console = console;
        _task = context.AddTask("training");
        _task.IsIndeterminate = true;
        text.Source = () => _run + _what;
    }

    public static T Run<T>(CliConsole console, Func<IProgress<FinetuneProgress>, T> work)
    {
        IAnsiConsole ansi = SpectreConsole.Create(console, console.Error, isTerminal: true, console.UseErrorColor);
        var text = new TextColumn();
        T result = default!;
        ansi.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), text)
            .Start(context => result = work(new FinetuneBar(ansi, context, text)));
        return result;
    }

    public void Report(FinetuneProgress value)
    {
        foreach (string line in FinetuneText.LinesOf(value))
        {
            _console.Write(new Text(TerminalText.Clean(line) + "\n"));
        }

        switch (value)
        {
            case FinetuneProgress.RunStarting run:
                _run = string.Create(CultureInfo.InvariantCulture, $"run {run.Number} of {run.Runs}: ");
                break;
            case FinetuneProgress.TrainerStarting:
                _what = "starting the trainer";
                break;
            case FinetuneProgress.Step step:
                Show(FinetuneText.OfStep(step), step.Number, step.Steps);
                break;
            case FinetuneProgress.Exported exported:
                Show($"written: {exported.File}", 1, 1);
                break;
            case FinetuneProgress.Measuring measuring:
                Show(measuring.What, measuring.Done, measuring.Total);
                break;
        }
    }

    private void Show(string what, int done, int total)
    {
        _what = TerminalText.Clean(what);
        _task.IsIndeterminate = false;
        _task.MaxValue = total;
        _task.Value = done;
    }

    private sealed class TextColumn : ProgressColumn
    {
        public Func<string> Source { get; set; } = static () => "";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Source());
    }
}
