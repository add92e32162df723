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
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RateColumn(rate))
            .Start(context => work(new BarProgress(ansi, context.AddTask("rows"), rate)));
    }

    public void Report(long rows, double? fraction)
    {
        _rate.Update(rows, fraction);
        _task.IsIndeterminate = fraction is null;
        _task.Value = (fraction ?? 0) * _task.MaxValue;
    }

    public void Say(string line) => _console.Write(new Text(TerminalText.Clean(line) + "\n"));

    /// <summary>Rows per second and time left, over the whole of this run: Spectre's own column follows every hiccup.</summary>
    private sealed class Rate
    {
        private readonly Stopwatch _time = new();
        private long _rows;
        private double? _first;
        private double? _last;

        public void Update(long rows, double? fraction)
        {
            // The first report stands for the start, or for what an earlier run has done.
            if (!_time.IsRunning)
            {
                _time.Start();
                _first = fraction;
            }

            _rows = rows;
            _last = fraction;
        }

        public override string ToString()
        {
            double seconds = _time.Elapsed.TotalSeconds;
            string rate = string.Create(CultureInfo.InvariantCulture, $"{_rows:N0} rows, {(seconds > 0 ? _rows / seconds : 0):N0}/s");
            return _last - _first is > 0 and { } done && _last is { } last
                ? $"{rate}, {TimeSpan.FromSeconds(Math.Ceiling((1 - last) / done * seconds)):hh\\:mm\\:ss} left"
                : rate;
        }
    }

    private sealed class RateColumn(Rate rate) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(rate.ToString());
    }
}
