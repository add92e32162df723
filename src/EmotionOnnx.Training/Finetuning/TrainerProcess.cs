using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using EmotionOnnx.Training.Tables;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Runs a trainer and watches it: every line is checked, silence has a limit, and its end is explained.</summary>
internal sealed class TrainerProcess(TrainerCommand command, string requestPath, string logPath, string processPath, TrainerLimits limits, Action<TrainerEvent> report, Action<string> remark)
{
    private const int MaxLineBytes = 1024 * 1024;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastLinesLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DoneGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private readonly TrainerProtocol _protocol = new();
    private readonly LastLines _errors = new();
    private readonly Stopwatch _sinceDone = new();

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="TrainerException">It can't be started, failed, was silent too long, or broke the contract.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end, and has.</exception>
    public TrainerEvent.Done Run(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var log = new StreamWriter(logPath, append: true);
        using Process process = Start();
        try
        {
            Orphan.Remember(processPath, process);
            process.StandardInput.Close();
            var errors = Task.Factory.StartNew(() => _errors.Read(process.StandardError, log), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Channel<Line> lines = Channel.CreateUnbounded<Line>();
            _ = Task.Factory.StartNew(() => ReadLines(process, lines.Writer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _ = CloseAfter(process, lines.Writer);
            Follow(process, lines.Reader, cancellationToken);
            bool endedItself = WaitForEnd(process);
            errors.Wait(LastLinesLimit, CancellationToken.None);
            File.Delete(processPath);
            return Judge(process, endedItself, cancellationToken);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command.Program, command.ArgumentsFor(requestPath))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new TrainerException($"The trainer can't be started: {command.Program}: {(e.NativeErrorCode == 2 ? "there is no such program" : e.Message)}.", e);
        }
    }

    /// <summary>
    /// Takes lines until there are no more, until the trainer is done and has had a moment to break the contract in, or until the caller wants an end and the trainer has had its time
    /// for one.
    /// </summary>
    private void Follow(Process process, ChannelReader<Line> lines, CancellationToken cancellationToken)
    {
        try
        {
            while (_sinceDone.Elapsed < DoneGrace && WaitForLine(lines, cancellationToken))
            {
                while (_sinceDone.Elapsed < DoneGrace && lines.TryRead(out Line line))
                {
                    Take(line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            WaitForStop(process);
            throw;
        }
    }

    private void WaitForStop(Process process)
    {
        // Who asks again wants no checkpoint: the process that we run in may end by it, and would leave the trainer behind.
        void Abandon(PosixSignalContext context) => Kill(process);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Abandon);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Abandon);
        TrainerSignal.AskToEnd(process);
        remark(string.Create(CultureInfo.InvariantCulture, $"the trainer was asked to save a checkpoint and to end; it is given {(limits.Stop.TotalSeconds >= 120 ? $"{limits.Stop.TotalMinutes:0.#} minutes" : $"{limits.Stop.TotalSeconds:0.#} s")} for it"));
        process.WaitForExit(limits.Stop);
    }

    /// <summary>Whether there is one more line. Silence is counted in slices: a process that was stopped for an hour (Ctrl-Z) finds one slice used up, not all.</summary>
    private bool WaitForLine(ChannelReader<Line> lines, CancellationToken cancellationToken)
    {
        Task<bool> more = lines.WaitToReadAsync(CancellationToken.None).AsTask();
        if (_sinceDone.IsRunning)
        {
            // Not cancelled: what is trained already must not be lost by it.
            return more.Wait(DoneGrace - _sinceDone.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, CancellationToken.None) && more.Result;
        }

        TimeSpan slice = limits.Silence < Slice ? limits.Silence : Slice;
        for (TimeSpan silence = TimeSpan.Zero; silence < limits.Silence; silence += slice)
        {
            if (more.Wait((int)Math.Ceiling(slice.TotalMilliseconds), cancellationToken))
            {
                return more.Result;
            }
        }

        throw new TrainerException(string.Create(
            CultureInfo.InvariantCulture, $"The trainer has written nothing for {limits.Silence.TotalMinutes:0.##} minutes and was ended: it hangs, or the limit is too short for it (--trainer-timeout).{Tail()}"));
    }

    private void Take(Line line)
    {
        if (line.Error is { } error)
        {
            throw new TrainerException(string.Create(CultureInfo.InvariantCulture, $"The trainer broke the contract (docs/trainer-contract.md) in line {line.Number} of its standard output: {error}"));
        }

        if (!line.IsEmpty)
        {
            report(_protocol.Accept(line.Content));
            if (_protocol.Done is not null)
            {
                _sinceDone.Start();
            }
        }
    }

    private static void ReadLines(Process process, ChannelWriter<Line> writer)
    {
        try
        {
            using var reader = new LineReader(process.StandardOutput.BaseStream, null, MaxLineBytes);
            while (reader.TryRead(out Line line))
            {
                writer.TryWrite(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was killed, and its pipe with it.
        }
        finally
        {
            writer.TryComplete();
        }
    }

    /// <summary>A trainer may leave behind a process that holds its standard output open: once the trainer has ended, nothing more is waited for.</summary>
    private static async Task CloseAfter(Process process, ChannelWriter<Line> writer)
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        await Task.Delay(LastLinesLimit).ConfigureAwait(false);
        writer.TryComplete();
    }

    /// <summary>Whether it ended by itself. One that does not, though it was done and all its files are whole, is ended and forgiven.</summary>
    private bool WaitForEnd(Process process)
    {
        if (process.WaitForExit(limits.Silence < EndLimit ? limits.Silence : EndLimit))
        {
            return true;
        }

        Kill(process);
        process.WaitForExit();
        return _protocol.Done is not null
            ? false
            : throw new TrainerException($"The trainer closed its standard output without the event 'done' and did not end; it was ended.{Tail()}");
    }

    private TrainerEvent.Done Judge(Process process, bool endedItself, CancellationToken cancellationToken)
    {
        if (endedItself && process.ExitCode != 0)
        {
            if (process.ExitCode == TrainerExit.Stopped)
            {
                // Ctrl-C reaches it by the terminal too, and it may be the faster one.
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw new TrainerException($"The trainer {TrainerExit.Explain(process.ExitCode)}{Tail()}");
        }

        return _protocol.Done ?? throw new TrainerException($"The trainer ended without the event 'done', though its exit code says that all is well.{Tail()}");
    }

    private string Tail() => _errors.ToString() is { Length: > 0 } lines ? $" Its last words:\n{lines}" : " It said nothing on standard error.";

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended by itself.
        }
    }
}

/// <summary>How long a trainer is waited for.</summary>
/// <param name="Silence">Between two lines.</param>
/// <param name="Stop">For a checkpoint, once it was asked to end.</param>
internal readonly record struct TrainerLimits(TimeSpan Silence, TimeSpan Stop);
