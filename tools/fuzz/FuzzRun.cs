using System.Collections.Concurrent;
using System.Diagnostics;
using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Runs cases until time is up, counts how they end, and watches over time and memory.</summary>
internal sealed class FuzzRun(FuzzOptions options, TextWriter output)
{
    private const int MostFailures = 20;

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly long[] _running = new long[options.Threads];
    private readonly long[] _since = new long[options.Threads];
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _next = options.First;
    private int _failures;
    private long _mostHeap;
    private volatile bool _isDone;

    /// <summary>Where the numbers of the cases under way are written, for the process that watches over this one.</summary>
    internal string? StatusFile { get; init; } = Environment.GetEnvironmentVariable(Supervisor.StatusVariable);

    internal int Failures => _failures;

    internal long Cases => _counts.Values.Sum(count => (long)count);

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        _ = Seeds.Texts;
        var watchdog = new Thread(Watch) { IsBackground = true };
        watchdog.Start();
        Thread[] workers = [.. Enumerable.Range(0, options.Threads).Select(worker => new Thread(() => Work(worker)))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        _isDone = true;
        Report();
        return _failures == 0 ? 0 : 1;
    }

    /// <summary>Runs one case and tells what it does.</summary>
    internal static int RunOne(FuzzOptions options, long number, TextWriter output)
    {
        using var runner = new FuzzRunner();
        SplitMix random = FuzzRunner.RandomOf(options.Seed, number);
        var fuzzCase = FuzzCase.Make(ref random);
        foreach ((string name, byte[] content) in fuzzCase.Files)
        {
            string kept = Path.Combine(Path.GetTempPath(), $"fuzz-{options.Seed}-{number}-{name}");
            File.WriteAllBytes(kept, content);
            output.WriteLine($"{fuzzCase.Kind}: {kept}");
        }

        var clock = Stopwatch.StartNew();
        Outcome outcome = runner.Run(fuzzCase, ref random, output);
        output.WriteLine(FormattableString.Invariant($"{outcome.Name} ({clock.Elapsed.TotalSeconds:F2} s){(outcome.Failure is null ? "" : $"\n{outcome.Failure}")}"));
        return outcome.Failure is null ? 0 : 1;
    }

    private void Work(int worker)
    {
        using var runner = new FuzzRunner();
        while (_clock.Elapsed < options.Time && _failures < MostFailures)
        {
            long number = Interlocked.Increment(ref _next) - 1;
            if (number >= options.First + options.Cases)
            {
                return;
            }

            Volatile.Write(ref _running[worker], number);
            Volatile.Write(ref _since[worker], _clock.ElapsedMilliseconds + 1);
            WriteStatus();
            SplitMix random = FuzzRunner.RandomOf(options.Seed, number);
            var fuzzCase = FuzzCase.Make(ref random);
            Outcome outcome = runner.Run(fuzzCase, ref random);
            Volatile.Write(ref _since[worker], 0);
            _counts.AddOrUpdate(outcome.Name, 1, (_, count) => count + 1);
            if (outcome.Failure is not null)
            {
                Fail(number, $"{outcome.Name}\n{outcome.Failure}");
            }
        }
    }

    // A hanging case can't be stopped from outside, so it ends the process.
    private void Watch()
    {
        for (int tick = 0; !_isDone; tick++)
        {
            Thread.Sleep(100);
            for (int worker = 0; worker < options.Threads; worker++)
            {
                long since = Volatile.Read(ref _since[worker]);
                if (since > 0 && _clock.ElapsedMilliseconds - since > options.Limit.TotalMilliseconds)
                {
                    Fail(Volatile.Read(ref _running[worker]), FormattableString.Invariant($"it takes longer than {options.Limit.TotalSeconds:F0} s"));
                    Report();
                    output.Flush();
                    Environment.Exit(1);
                }
            }

            if (tick % 20 == 19)
            {
                CheckHeap();
            }
        }
    }

    // What is alive after a collection, the cases under way included.
    private void CheckHeap()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: false);
        heap = heap > options.HeapBytes / 2 ? GC.GetTotalMemory(forceFullCollection: true) : heap;
        _mostHeap = Math.Max(_mostHeap, heap);
        if (heap > options.HeapBytes)
        {
            Fail(_running.Max(), FormattableString.Invariant($"the managed heap holds {heap >> 20} MiB (cases under way: {string.Join(", ", _running)})"));
            Report();
            output.Flush();
            Environment.Exit(1);
        }
    }

    private void WriteStatus()
    {
        if (StatusFile is not null)
        {
            lock (_lock)
            {
                File.WriteAllText(StatusFile, string.Join(' ', _running));
            }
        }
    }

    private void Fail(long number, string what)
    {
        Interlocked.Increment(ref _failures);
        lock (_lock)
        {
            output.WriteLine($"FAILED --seed {options.Seed} --case {number}: {what}");
            output.Flush();
        }
    }

    private void Report()
    {
        lock (_lock)
        {
            foreach ((string name, int count) in _counts.OrderBy(item => item.Key, StringComparer.Ordinal))
            {
                output.WriteLine(FormattableString.Invariant($"{count,9:N0} {name}"));
            }

            output.WriteLine(FormattableString.Invariant(
                $"{Cases:N0} cases from seed {options.Seed} in {_clock.Elapsed.TotalSeconds:F0} s on {options.Threads} threads; managed heap at most {_mostHeap >> 20} MiB, resident at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; {_failures} failures"));
        }
    }
}
