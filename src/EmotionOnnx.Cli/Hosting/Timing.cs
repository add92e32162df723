using System.Diagnostics;
using System.Globalization;
using EmotionOnnx.Cli.Commands;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>What the time from process start to the answer was spent on; does nothing unless asked.</summary>
internal sealed class Timing
{
    private readonly bool _isOn;
    private readonly List<(string Name, double Milliseconds)> _parts = [];

    private Timing(bool isOn) => _isOn = isOn;

    /// <summary>Begins, with the time from process start to here as the first part.</summary>
    public static Timing Start(bool isOn)
    {
        var timing = new Timing(isOn);
        if (isOn)
        {
            timing._parts.Add(("start (runtime, command line)", SinceProcessStart()));
        }

        return timing;
    }

    /// <summary>Loads a model; when timing, the tokenizer for itself.</summary>
    public EmotionClassifier Load(string path, EmotionClassifierOptions options)
    {
        if (!_isOn)
        {
            return ModelLoader.Load(path, options);
        }

        Tokenizer tokenizer = Measure("tokenizer", () => Tokenizer.Load(path));
        return Measure("model (checks, session)", () => ModelLoader.Load(path, options with { Tokenizer = tokenizer }));
    }

    public T Measure<T>(string name, Func<T> work)
    {
        if (!_isOn)
        {
            return work();
        }

        long start = Stopwatch.GetTimestamp();
        T value = work();
        Add(name, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return value;
    }

    public void Report(TextWriter output)
    {
        if (!_isOn)
        {
            return;
        }

        // What lies between the parts is counted too: the sum is that of the clock, not of the parts.
        double total = SinceProcessStart();
        Add("rest", total - _parts.Sum(part => part.Milliseconds));
        foreach ((string name, double milliseconds) in _parts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32}{milliseconds,8:0.0} ms"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"process start to answer",-32}{total,8:0.0} ms"));
    }

    private void Add(string name, double milliseconds)
    {
        int index = _parts.FindIndex(part => part.Name == name);
        if (index >= 0)
        {
            _parts[index] = (name, _parts[index].Milliseconds + milliseconds);
        }
        else
        {
            _parts.Add((name, milliseconds));
        }
    }

    // Linux counts a process's start in hundredths of a second.
    private static double SinceProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return (DateTime.Now - process.StartTime).TotalMilliseconds;
    }
}
