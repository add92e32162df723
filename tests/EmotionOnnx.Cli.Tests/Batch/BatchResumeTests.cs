using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Batch;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Tests.Batch;

/// <summary>A run that was stopped after some chunks goes on as if it had not been. Processes that are killed are in Processes/.</summary>
public sealed class BatchResumeTests : IDisposable
{
    private const int Rows = 100;
    private readonly BatchFiles _files = new();

    public BatchResumeTests() => _files.Write(
        "in.jsonl",
        string.Concat(Enumerable.Range(0, Rows).Select(i => i % 9 == 4 ? $"broken {i}\n" : $"{{\"id\":{i},\"text\":\"{(i % 2 == 0 ? "happy" : "sad")} {i}\"}}\n")));

    [Theory]
    [InlineData("jsonl", 1)]
    [InlineData("jsonl", 7)]
    [InlineData("csv", 1)]
    [InlineData("tsv", 3)]
    public void Resume_gives_the_same_bytes_as_a_run_that_was_not_stopped(string format, int chunks)
    {
        CommandResult whole = _files.Batch("in.jsonl", $"whole.{format}", "--errors", _files["whole.bad"]).Expect(4);
        Assert.True(Stop($"out.{format}", chunks, errors: "out.bad"));
        Assert.False(File.Exists(_files[$"out.{format}"]));
        Assert.False(File.Exists(_files["out.bad"]));

        CommandResult resumed = _files.Batch("in.jsonl", $"out.{format}", "--errors", _files["out.bad"], "--resume").Expect(4);
        Assert.Equal(_files.Read($"whole.{format}"), _files.Read($"out.{format}"));
        Assert.Equal(_files.Read("whole.bad"), _files.Read("out.bad"));
        Assert.Contains($"11 of {Rows} rows could not be read", resumed.Error);
        Assert.Contains($"; {Rows} with the run before", resumed.Error);
        Assert.Contains($"11 of {Rows} rows could not be read", whole.Error);
        Assert.DoesNotContain(_files.Names, name => name.EndsWith(".partial", StringComparison.Ordinal) || name.EndsWith(".journal", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_written_after_the_journal_is_not_doubled()
    {
        _files.Batch("in.jsonl", "whole.jsonl").Expect(4);
        Stop("out.jsonl", 3);
        File.AppendAllText(_files["out.jsonl.partial"], "{\"row\":31,\"line\":31,\"te");
        _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(4);
        Assert.Equal(_files.Read("whole.jsonl"), _files.Read("out.jsonl"));
    }

    [Fact]
    public void Resume_without_a_stopped_run_starts_one()
    {
        _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(4);
        Assert.Equal(89, _files.Lines("out.jsonl").Length);
        Assert.Contains("it is complete", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(2).Error);
    }

    [Fact]
    public void A_stopped_run_is_not_thrown_away_unasked()
    {
        Stop("out.jsonl", 2);
        Assert.Contains("stopped after 20 rows. --resume goes on from there, --overwrite starts anew", _files.Batch("in.jsonl", "out.jsonl").Expect(2).Error);
        _files.Batch("in.jsonl", "out.jsonl", "--overwrite").Expect(4);
        Assert.Equal(89, _files.Lines("out.jsonl").Length);
    }

    [Theory]
    [InlineData("--all", "--all")]
    [InlineData("--threshold", "--threshold", "0.2")]
    [InlineData("--keep", "--keep", "id")]
    [InlineData("--long", "--long", "window")]
    [InlineData("--encoding", "--encoding", "latin1")]
    public void Other_options_are_not_mixed_with_what_is_there(string what, params string[] options)
    {
        Stop("out.jsonl", 2);
        Assert.Contains($"another {what} than this one", _files.Batch("in.jsonl", "out.jsonl", ["--resume", .. options]).Expect(2).Error);
        _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(4);
    }

    [Fact]
    public void An_input_that_has_changed_is_not_gone_on_with()
    {
        Stop("out.jsonl", 2);
        File.AppendAllText(_files["in.jsonl"], "{\"text\":\"one more\"}\n");
        Assert.Contains("another input", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(2).Error);
    }

    [Fact]
    public void A_model_that_has_changed_is_not_gone_on_with()
    {
        Stop("out.jsonl", 2);
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(_files.Bundle["emotion.json"]))!.AsObject();
        manifest["temperature"] = 2;
        File.WriteAllText(_files.Bundle["emotion.json"], manifest.ToJsonString());
        Assert.Contains("another model", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(2).Error);
    }

    [Theory]
    [InlineData("vocab.txt")]
    [InlineData("config.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("model.onnx_data")]
    public void A_file_of_a_plain_export_that_has_changed_is_not_gone_on_with(string file)
    {
        File.Delete(_files.Bundle["emotion.json"]);
        if (!File.Exists(_files.Bundle[file]))
        {
            File.WriteAllText(_files.Bundle[file], "{}");
        }

        DateTime time = File.GetLastWriteTimeUtc(_files.Bundle[file]);
        Stop("out.jsonl", 2);
        File.AppendAllText(_files.Bundle[file], "\n");
        File.SetLastWriteTimeUtc(_files.Bundle[file], time);
        Assert.Contains("another model than this one", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(2).Error);
    }

    [Fact]
    public void A_run_of_another_version_of_the_program_is_not_gone_on_with()
    {
        Stop("out.jsonl", 2);
        string journal = _files.Read("out.jsonl.journal");
        _files.Write("out.jsonl.journal", journal.Replace("\"version of this program\": \"", "\"version of this program\": \"0.", StringComparison.Ordinal));
        Assert.Contains("another version of this program", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(2).Error);
    }

    [Fact]
    public void A_stopped_run_may_replace_what_it_was_allowed_to()
    {
        _files.Write("out.jsonl", "old");
        _files.Write("out.bad", "old");
        Stop("out.jsonl", 2, errors: "out.bad", overwrite: true);
        Assert.Equal("old", _files.Read("out.jsonl"));
        _files.Batch("in.jsonl", "out.jsonl", "--errors", _files["out.bad"], "--resume").Expect(4);
        Assert.Equal(89, _files.Lines("out.jsonl").Length);
    }

    [Fact]
    public void A_file_that_came_after_the_run_was_stopped_is_not_replaced()
    {
        Stop("out.jsonl", 2, errors: "out.bad");
        _files.Write("out.bad", "precious");
        Assert.Contains("out.bad is there already", _files.Batch("in.jsonl", "out.jsonl", "--errors", _files["out.bad"], "--resume").Expect(2).Error);
        Assert.Equal("precious", _files.Read("out.bad"));
    }

    [Fact]
    public void A_partial_output_shorter_than_its_journal_is_not_trusted()
    {
        Stop("out.jsonl", 2);
        using (FileStream partial = File.OpenWrite(_files["out.jsonl.partial"]))
        {
            partial.SetLength(10);
        }

        Assert.Contains("is shorter (10 bytes) than its journal says", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(1).Error);
    }

    [Fact]
    public void A_journal_that_is_no_journal_is_an_error_with_its_remedy()
    {
        _files.Write("out.jsonl.journal", "{}");
        Assert.Contains("--overwrite starts anew", _files.Batch("in.jsonl", "out.jsonl", "--resume").Expect(1).Error);
        _files.Batch("in.jsonl", "out.jsonl", "--overwrite").Expect(4);
    }

    [Fact]
    public void A_run_stopped_between_its_last_row_and_the_change_of_names_is_finished()
    {
        _files.Batch("in.jsonl", "whole.jsonl", "--errors", _files["whole.bad"]).Expect(4);
        Stop("out.jsonl", 2, errors: "out.bad");
        File.Copy(_files["whole.jsonl"], _files["out.jsonl.partial"], overwrite: true);
        File.Move(_files["out.bad.partial"], _files["out.bad"]);
        string journal = _files.Read("out.jsonl.journal");
        _files.Write("out.jsonl.journal", journal.Replace("\"is_complete\": false", "\"is_complete\": true", StringComparison.Ordinal));
        _files.Batch("in.jsonl", "out.jsonl", "--errors", _files["out.bad"], "--resume");
        Assert.Equal(_files.Read("whole.jsonl"), _files.Read("out.jsonl"));
        Assert.False(File.Exists(_files["out.jsonl.journal"]));
    }

    [Fact]
    public void Resume_needs_files_and_excludes_overwrite()
    {
        Assert.Contains("needs a file as input and a file as output", Emotion.Run("batch", _files["in.jsonl"], "--resume", "-m", _files.Bundle.Path).Expect(2).Error);
        Assert.Contains("give one of them", _files.Batch("in.jsonl", "out.jsonl", "--resume", "--overwrite").Expect(2).Error);
    }

    [Fact]
    public void A_run_that_was_killed_before_its_first_row_is_nothing_to_resume()
    {
        Stop("other.jsonl", 1);
        string journal = _files.Read("other.jsonl.journal");
        _files.Write("out.jsonl.journal", journal.Replace("\"rows\": 10,", "\"rows\": 0,", StringComparison.Ordinal));
        _files.Write("out.jsonl.partial", "");
        _files.Batch("in.jsonl", "out.jsonl").Expect(4);
        Assert.Equal(89, _files.Lines("out.jsonl").Length);
    }

    [Fact]
    public void Two_runs_to_one_output_do_not_mix()
    {
        using PartialFile other = PartialFile.Open(_files["out.jsonl"], 0);
        Assert.Contains("can't be written", _files.Batch("in.jsonl", "out.jsonl").Expect(1).Error);
        Assert.Contains("can't be written", _files.Batch("in.jsonl", "out.jsonl", "--overwrite").Expect(1).Error);
    }

    [Fact]
    public void A_pipe_as_input_works_and_cannot_be_resumed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        CommandResult result = EmotionProcess.Shell($"emotion batch <(printf 'happy\\nsad\\n') --input-format txt -q -o '{_files["out.jsonl"]}' -m '{_files.Bundle.Path}'").Expect(0);
        Assert.Empty(result.Error);
        Assert.Equal(2, _files.Lines("out.jsonl").Length);
        Assert.Contains(
            "needs a file as input",
            EmotionProcess.Shell($"emotion batch <(echo happy) --input-format txt --resume -o '{_files["other.jsonl"]}' -m '{_files.Bundle.Path}'").Expect(2).Error);
        Assert.Equal(["in.jsonl", "out.jsonl"], _files.Names);
    }

    [Fact]
    public void A_run_that_is_interrupted_before_its_first_chunk_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CommandResult result = new Emotion { Interrupt = stop.Token }.With("batch", _files["in.jsonl"], "-o", _files["out.jsonl"], "-m", _files.Bundle.Path).Expect(130);
        Assert.Contains("interrupted after 0 rows; nothing was written.", result.Error);
        Assert.Equal(["in.jsonl"], _files.Names);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Runs so many chunks of ten rows, then stops as Ctrl-C does; true where that can be resumed.</summary>
    private bool Stop(string output, int chunks, string? errors = null, bool overwrite = false)
    {
        var table = new TextTableOptions { KeepSource = true };
        var request = new BatchRequest
        {
            Input = _files["in.jsonl"],
            Table = table,
            Output = _files[output],
            Format = Path.GetExtension(output) switch { ".csv" => OutputFormat.Csv, ".tsv" => OutputFormat.Tsv, _ => OutputFormat.JsonLines },
            Errors = errors is null ? null : _files[errors],
            View = new ResultView(),
            ChunkRows = 10,
            Overwrite = overwrite,
        };
        using var classifier = EmotionClassifier.Load(_files.Bundle.Path);
        SortedDictionary<string, string> run = RunIdentity.Of(request, canResume: true, classifier.Bundle, new EmotionClassifierOptions());
        using var input = TextTableReader.Open(request.Input, table);
        using FileBatchOutput written = FileBatchOutput.Open(request, run);
        using var stop = new CancellationTokenSource();
        using var job = new BatchJob(request, input, classifier, written, new StopAfter(chunks, stop));
        Assert.Throws<OperationCanceledException>(() => job.Run(stop.Token));
        Assert.Equal(chunks * 10, written.Done.Rows);
        return written.Stop();
    }

    private sealed class StopAfter(int chunks, CancellationTokenSource stop) : IBatchProgress
    {
        private int _reports;

        public void Report(long rows, double? fraction)
        {
            // The first report is that of the start.
            if (_reports++ == chunks)
            {
                stop.Cancel();
            }
        }

        public void Say(string line)
        {
        }
    }
}
