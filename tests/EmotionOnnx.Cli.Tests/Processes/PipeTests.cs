using System.Diagnostics;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Processes;

public sealed class PipeTests : IDisposable
{
    private readonly BatchFiles _files = new();

    [Fact]
    public void The_command_answers_in_a_pipe_without_escape_codes()
    {
        CommandResult result = EmotionProcess.Shell($"echo happy | emotion classify -m '{_files.Bundle.Path}' | cat").Expect(0);
        Assert.StartsWith("happy\n  joy", result.Output);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public void When_the_reader_goes_away_it_stops_quietly()
    {
        if (!EmotionProcess.HasSignals)
        {
            return;
        }

        _files.Write("in.txt", string.Concat(Enumerable.Repeat("happy\n", 300_000)));
        CommandResult result = EmotionProcess.Shell($"emotion batch '{_files["in.txt"]}' -q -m '{_files.Bundle.Path}' | head -1; exit ${{PIPESTATUS[0]}}").Expect(141);
        Assert.Single(result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Processes_that_share_a_file_write_one_after_the_other()
    {
        EmotionProcess.Shell($"(emotion classify --json -m '{_files.Bundle.Path}' happy; emotion classify --json -m '{_files.Bundle.Path}' sad) > '{_files["out"]}'").Expect(0);
        Assert.Equal(2, _files.Lines("out").Length);
    }

    [Fact]
    public void The_exit_code_and_the_error_reach_the_shell()
    {
        CommandResult result = EmotionProcess.Shell("emotion batch /no/such/file.csv").Expect(3);
        Assert.Equal("emotion: /no/such/file.csv: there is no such file.\n", result.Error);
    }

    [Fact]
    public void An_interrupt_ends_a_command_that_waits_for_input()
    {
        if (!EmotionProcess.HasSignals)
        {
            return;
        }

        using Process process = EmotionProcess.StartWithInput("batch", "-", "--input-format", "txt", "--errors", _files["bad.jsonl"], "-m", _files.Bundle.Path);
        process.StandardInput.Write("happy\n");
        process.StandardInput.Flush();

        // The errors file is opened, and the interrupt listened for, before the first row is read.
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_files["bad.jsonl.partial"]), TimeSpan.FromSeconds(60)));
        Thread.Sleep(1000);
        EmotionProcess.Signal(process, "INT");
        CommandResult result = EmotionProcess.End(process).Expect(130);
        Assert.Contains("emotion: interrupted after 0 rows", result.Error);
    }

    public void Dispose() => _files.Dispose();
}
