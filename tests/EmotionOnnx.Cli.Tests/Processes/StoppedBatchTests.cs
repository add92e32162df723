using System.Diagnostics;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Processes;

/// <summary>A batch whose process is stopped, gently or not, and goes on without a lost or doubled row.</summary>
public sealed class StoppedBatchTests : IDisposable
{
    // A second's work at the least, and the first chunk is journalled at once: time enough to be stopped in the middle.
    private const int Rows = 200_000;
    private readonly BatchFiles _files = new();

    public StoppedBatchTests()
    {
        using StreamWriter input = File.CreateText(_files["in.csv"]);
        input.Write("id,text\n");
        for (int i = 0; i < Rows; i++)
        {
            input.Write(i % 1000 == 7 ? $"{i},\"broken\" quote\n" : $"{i},\"{(i % 2 == 0 ? "happy, very" : "sad\nand angry")} {i}\"\n");
        }
    }

    [Fact]
    public void Killed_again_and_again_it_ends_with_every_row_once()
    {
        int kills = 0;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using Process process = Start();
            kills += KillAfterProgress(process) ? 1 : 0;
        }

        Assert.True(kills > 0, "The batch was always done before it could be killed: it needs more rows.");
        if (!File.Exists(_files["out.jsonl"]))
        {
            using Process last = Start();
            EmotionProcess.End(last).Expect(4);
        }

        CheckEveryRowOnce();
    }

    [Fact]
    public void Interrupted_it_ends_cleanly_and_says_how_to_go_on()
    {
        if (!EmotionProcess.HasSignals)
        {
            return;
        }

        using Process process = Start();
        Assert.True(WaitForRows(process), "The batch was done before it could be interrupted.");
        EmotionProcess.Signal(process, "INT");
        CommandResult result = EmotionProcess.End(process).Expect(130);
        Assert.Contains("emotion: interrupted after ", result.Error);
        Assert.Contains("out.jsonl.partial is kept: the same command with --resume goes on.", result.Error);
        Assert.False(File.Exists(_files["out.jsonl"]));

        using Process resumed = Start();
        Assert.Contains("with the run before", EmotionProcess.End(resumed).Expect(4).Error);
        CheckEveryRowOnce();
    }

    public void Dispose() => _files.Dispose();

    private Process Start() => EmotionProcess.Start(
        "batch", _files["in.csv"], "-o", _files["out.jsonl"], "--errors", _files["bad.jsonl"], "--resume", "--threads", "1", "-m", _files.Bundle.Path);

    private bool KillAfterProgress(Process process)
    {
        bool isRunning = WaitForRows(process);
        process.Kill();
        process.WaitForExit();
        return isRunning;
    }

    /// <summary>Waits until the journal has more rows than at the start; false where the process ended first.</summary>
    private bool WaitForRows(Process process)
    {
        long before = JournalRows();
        while (!process.HasExited)
        {
            if (JournalRows() is var rows && rows > before)
            {
                return true;
            }

            Thread.Sleep(5);
        }

        return false;
    }

    private long JournalRows() => File.Exists(_files["out.jsonl.journal"]) ? Json.Object(_files.Read("out.jsonl.journal"))["rows"]!.GetValue<long>() : 0;

    private void CheckEveryRowOnce()
    {
        string[] good = _files.Lines("out.jsonl");
        string[] bad = _files.Lines("bad.jsonl");
        Assert.Equal(Rows, good.Length + bad.Length);
        int next = 0;
        int nextBad = 0;
        for (int i = 0; i < Rows; i++)
        {
            string line = i % 1000 == 7 ? bad[nextBad++] : good[next++];
            Assert.StartsWith($"{{\"row\":{i + 1},", line);
        }
    }
}
