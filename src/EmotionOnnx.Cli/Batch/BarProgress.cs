using System.Diagnostics;
using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EmotionOnnx.Cli.Batch;

/// <summary>A bar on a terminal: percentage, rows per second, time left.</summary>
internal sealed class BarProgress : IBatchProgress
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _task;
    private readonly Rate _rate;

    private BarProgress(IAnsiConsole console, ProgressTask task, Rate rate)
    {
        _console = console;
        _task = task;
        _rate = rate;
    }

    /// <summary>Shows the bar while the work runs.</summary>
    public static void Run(CliConsole console, Action<IBatchProgress> work)
    {
        IAnsiConsole ansi = SpectreConsole.Create(console, console.Error, isTerminal: true, console.UseErrorColor);
        var rate = new Rate();
        ansi.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RateColumn(rate), new RemainingTimeColumn())
            .Start(context => work(new BarProgress(ansi, context.AddTask("rows"), rate)));
    }

    public void Report(long rows, double? fraction)
    {
        _rate.Rows = rows;
        if (fraction is { } value)
        {
            _task.Value = value * _task.MaxValue;
        }
        else
        {
            _task.IsIndeterminate = true;
        }
    }

    public void Say(string line) => _console.Write(new Text(TerminalText.Clean(line) + "\n"));

    private sealed class Rate
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public long Rows { get; set; }

        public override string ToString()
        {
            double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            return string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows, {(seconds > 0 ? Rows / seconds : 0):N0}/s");
        }
    }

    private sealed class RateColumn(Rate rate) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(rate.ToString());
    }
}
