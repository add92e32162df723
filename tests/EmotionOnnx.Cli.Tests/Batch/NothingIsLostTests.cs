using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Batch;

/// <summary>Files that are there already, and files that are the same under two names.</summary>
public sealed class NothingIsLostTests : IDisposable
{
    private readonly BatchFiles _files = new();

    public NothingIsLostTests() => _files.Write("in.txt", "happy\nsad\n");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_errors_file_that_is_there_is_not_replaced_unasked(bool toStandardOutput)
    {
        _files.Write("bad.jsonl", "precious");
        string[] args = ["batch", _files["in.txt"], "-m", _files.Bundle.Path, "--errors", _files["bad.jsonl"], .. toStandardOutput ? (string[])[] : ["-o", _files["out.jsonl"]]];
        Assert.Contains($"{_files["bad.jsonl"]} is there already. --overwrite replaces it", Emotion.Run(args).Expect(2).Error);
        Assert.Equal("precious", _files.Read("bad.jsonl"));
        Assert.Equal(["bad.jsonl", "in.txt"], _files.Names);
        Emotion.Run([.. args, "--overwrite"]).Expect(0);
        Assert.Empty(_files.Read("bad.jsonl"));
    }

    [Theory]
    [InlineData("out.jsonl.partial")]
    [InlineData("bad.jsonl.partial")]
    public void A_partial_file_that_no_journal_speaks_of_is_not_replaced_unasked(string partial)
    {
        _files.Write(partial, "what a stopped run left");
        string[] errors = ["--errors", _files["bad.jsonl"]];
        Assert.Contains($"{_files[partial]} is there already", _files.Batch("in.txt", "out.jsonl", errors).Expect(2).Error);
        _files.Batch("in.txt", "out.jsonl", [.. errors, "--resume"]).Expect(2);
        Assert.Equal("what a stopped run left", _files.Read(partial));
        _files.Batch("in.txt", "out.jsonl", [.. errors, "--overwrite"]).Expect(0);
        Assert.Equal(["bad.jsonl", "in.txt", "out.jsonl"], _files.Names);
    }

    [Fact]
    public void A_link_to_the_input_is_the_input()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(_files["link.txt"], "in.txt");
        Directory.CreateSymbolicLink(_files["folder"], _files.Folder);
        Same("link.txt", "in.txt");
        Same("in.txt", "link.txt");
        Same("folder/in.txt", "in.txt");
        Same("in.txt", "folder/folder/link.txt");
        Same("in.txt", "out.jsonl", "--errors", _files["folder/in.txt"]);
        Same("in.txt", "out.jsonl", "--errors", _files["folder/out.jsonl"]);
        Assert.Equal("happy\nsad\n", _files.Read("in.txt"));
    }

    [Fact]
    public void A_link_that_leads_to_itself_is_an_error_and_not_a_hang()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(_files["a.txt"], "b.txt");
        File.CreateSymbolicLink(_files["b.txt"], "a.txt");
        _files.Batch("a.txt", "out.jsonl").Expect(3);

        // Each leads twice to the next: 2^30 ways, if links were not counted over the whole path.
        for (int i = 0; i < 30; i++)
        {
            File.CreateSymbolicLink(_files[$"l{i}.txt"], $"l{i + 1}.txt/l{i + 1}.txt");
        }

        _files.Batch("l0.txt", "out.jsonl").Expect(3);
    }

    [Theory]
    [InlineData("out.jsonl.partial")]
    [InlineData("out.jsonl.journal")]
    [InlineData("out.jsonl.journal.new")]
    [InlineData("bad.jsonl.partial")]
    public void The_input_is_none_of_the_files_that_a_run_keeps(string input)
    {
        _files.Write(input, "{\"text\":\"happy\"}\n");
        Same(input, "out.jsonl", "--input-format", "jsonl", "--errors", _files["bad.jsonl"]);
        Assert.Equal("{\"text\":\"happy\"}\n", _files.Read(input));
    }

    [Theory]
    [InlineData("out.jsonl", "out.jsonl.partial")]
    [InlineData("out.jsonl", "out.jsonl.journal")]
    [InlineData("bad.jsonl.partial", "bad.jsonl")]
    public void The_errors_are_none_of_the_outputs_files(string output, string errors) => Same("in.txt", output, "--errors", _files[errors], "--format", "jsonl");

    [Theory]
    [InlineData("folder.jsonl", "bad.jsonl")]
    [InlineData("out.jsonl", "folder.jsonl")]
    public void A_folder_in_place_of_a_file_is_told_before_anything_is_scored(string output, string errors)
    {
        Directory.CreateDirectory(_files["folder.jsonl"]);
        foreach (string[] more in (string[][])[[], ["--overwrite"]])
        {
            CommandResult result = _files.Batch("in.txt", output, ["--errors", _files[errors], .. more]).Expect(1);
            Assert.Equal($"emotion: {_files["folder.jsonl"]}: can't be written: it is a folder.\n", result.Error);
        }

        Assert.Equal(["in.txt"], _files.Names);
    }

    [Fact]
    public void A_name_that_is_taken_by_a_folder_meanwhile_is_told_and_the_rows_are_kept()
    {
        using var output = Cli.Batch.PartialFile.Open(_files["out.jsonl"], 0);
        output.Append("row\n"u8);
        Directory.CreateDirectory(_files["out.jsonl"]);
        Assert.Contains("can't be written", Assert.Throws<CliException>(output.Publish).Message);
        output.Sync();
        Assert.Equal("row\n", _files.Read("out.jsonl.partial"));
    }

    [Fact]
    public void A_full_device_is_not_told_to_go_on_with_resume()
    {
        if (OperatingSystem.IsLinux())
        {
            CommandResult full = Emotion.Run("batch", _files["in.txt"], "-o", "/dev/full", "-m", _files.Bundle.Path).Expect(1);
            Assert.Equal("emotion: /dev/full: can't be written: the disk is full.\n", full.Error);
        }
    }

    public void Dispose() => _files.Dispose();

    private void Same(string input, string output, params string[] args) => Assert.Contains(
        "must be different files",
        _files.Batch(input, output, ["--overwrite", .. output.EndsWith(".txt", StringComparison.Ordinal) ? (string[])["--format", "jsonl"] : [], .. args]).Expect(2).Error);
}
