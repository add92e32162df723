using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>Sends a signal to the process of the tests, which reaches every trainer that is being waited for: not beside other tests.</summary>
[CollectionDefinition(nameof(SecondInterruptTests), DisableParallelization = true)]
[Collection(nameof(SecondInterruptTests))]
public sealed class SecondInterruptTests : IDisposable
{
    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void A_second_interrupt_ends_a_trainer_that_ignores_the_first_with_what_it_started()
    {
        using var cancel = new CancellationTokenSource();
        using var asked = new ManualResetEventSlim();
        string script = $"trap '' TERM\n{FakeTrainer.Start}\nsleep 600 > /dev/null 2>&1 &\necho $! $$ > $WORK/pids\ntouch $WORK/running\nwhile true; do sleep 0.05; done";
        Task<TrainingStoppedException> run = Task.Run(() => Assert.Throws<TrainingStoppedException>(() => Finetuner.Run(
            FakeTrainer.Splits, _trainer.Options(script), new Told(asked), cancel.Token)));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_trainer["running"]), TimeSpan.FromMinutes(1)), "The trainer did not start.");
        cancel.Cancel();
        Assert.True(asked.Wait(TimeSpan.FromMinutes(1)), "Nothing was said.");
        Assert.False(run.Wait(TimeSpan.FromSeconds(1)));

        // Else the signal would end the tests.
        using var survive = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using (var kill = Process.Start("kill", ["-TERM", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Assert.True(run.Wait(TimeSpan.FromSeconds(30)), "The trainer lives on.");
        foreach (string pid in File.ReadAllText(_trainer["pids"]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(SpinWait.SpinUntil(() => IsGone(pid), TimeSpan.FromSeconds(10)), $"{pid} lives on.");
        }
    }

    // A killed grandchild stays in the table where nobody asks for its exit code.
    private static bool IsGone(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private sealed class Told(ManualResetEventSlim asked) : IProgress<FinetuneProgress>
    {
        public void Report(FinetuneProgress value)
        {
            if (value is FinetuneProgress.Remark { Text: var text } && text.Contains("asked to save a checkpoint", StringComparison.Ordinal))
            {
                asked.Set();
            }
        }
    }
}
