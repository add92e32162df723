using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Batch;

public sealed class BatchOutputTests : IDisposable
{
    private readonly BatchFiles _files = new();

    public BatchOutputTests() => _files.Write("in.txt", "happy\nsad\n");

    [Fact]
    public void An_output_that_is_there_is_not_replaced_unasked()
    {
        _files.Write("out.jsonl", "precious");
        Assert.Contains("--overwrite replaces it", _files.Batch("in.txt", "out.jsonl").Expect(2).Error);
        Assert.Equal("precious", _files.Read("out.jsonl"));
        _files.Batch("in.txt", "out.jsonl", "--overwrite").Expect(0);
        Assert.Equal(2, _files.Lines("out.jsonl").Length);
        Assert.Equal(["in.txt", "out.jsonl"], _files.Names);
    }

    [Fact]
    public void An_output_in_no_folder_or_over_a_folder_cannot_be_written()
    {
        Assert.Contains("its folder does not exist", _files.Batch("in.txt", "nowhere/out.jsonl").Expect(1).Error);
        Directory.CreateDirectory(_files["out.jsonl.partial"]);
        Assert.Contains("can't be written", _files.Batch("in.txt", "out.jsonl").Expect(1).Error);
    }

    [Fact]
    public void An_errors_file_that_cannot_be_written_leaves_nothing_behind()
    {
        Assert.Contains("can't be written", _files.Batch("in.txt", "out.jsonl", "--errors", _files["nowhere/bad.jsonl"]).Expect(1).Error);
        Assert.Equal(["in.txt"], _files.Names);
    }

    [Fact]
    public void A_device_is_written_as_it_is()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Emotion.Run("batch", _files["in.txt"], "-o", "/dev/null", "-m", _files.Bundle.Path).Expect(0);
        CommandResult full = Emotion.Run("batch", _files["in.txt"], "-o", "/dev/full", "-m", _files.Bundle.Path).Expect(1);
        Assert.Contains("/dev/full: can't be written: the disk is full", full.Error);
        Assert.False(File.Exists("/dev/full.partial"));
    }

    [Fact]
    public void Standard_output_that_is_full_is_an_error()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        CommandResult result = new Emotion { Output = full }.With("batch", _files["in.txt"], "-m", _files.Bundle.Path).Expect(1);
        Assert.Contains("the disk is full", result.Error);
    }

    [Theory]
    [InlineData("in.txt", null)]
    [InlineData("out.jsonl", "in.txt")]
    [InlineData("out.jsonl", "out.jsonl")]
    public void Input_output_and_errors_are_different_files(string output, string? errors)
    {
        string[] args = ["--format", "jsonl", .. errors is null ? (string[])[] : ["--errors", _files[errors]]];
        Assert.Contains("must be different files", _files.Batch("in.txt", output, args).Expect(2).Error);
        Assert.Equal("happy\nsad\n", _files.Read("in.txt"));
    }

    [Fact]
    public void A_format_that_cannot_be_told_is_asked_for()
    {
        Assert.Contains("--format", _files.Batch("in.txt", "out.parquet").Expect(2).Error);
        _files.Batch("in.txt", "out.parquet", "--format", "csv").Expect(0);
        Assert.StartsWith("row,line,", _files.Read("out.parquet"));
    }

    [Fact]
    public void Quiet_says_nothing_when_all_is_well() => Assert.Empty(_files.Batch("in.txt", "out.jsonl", "--quiet").Expect(0).Error);

    [Fact]
    public void A_bar_with_rate_and_time_left_is_shown_on_a_terminal()
    {
        _files.Write("in.txt", string.Concat(Enumerable.Repeat("happy\n", 40_000)));
        string[] args = ["batch", _files["in.txt"], "-m", _files.Bundle.Path, "-o", _files["out.jsonl"]];
        CommandResult result = new Emotion { IsErrorTerminal = true }.With(args).Expect(0);
        Assert.Contains('\e', result.Error);
        Assert.Matches(@"[\d,]+ rows, [\d,]+/s, \d\d:\d\d:\d\d left", result.Error);
        Assert.Contains("40,000 rows in ", result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_model_that_cannot_be_loaded_leaves_nothing_behind()
    {
        File.WriteAllText(_files.Bundle["model.onnx"], "not a graph");
        _files.Batch("in.txt", "out.jsonl").Expect(1);
        Assert.Equal(["in.txt"], _files.Names);
    }

    public void Dispose() => _files.Dispose();
}
