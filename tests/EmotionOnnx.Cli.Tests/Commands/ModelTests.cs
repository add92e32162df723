using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

public sealed class ModelTests : IDisposable
{
    private readonly BatchFiles _files = new();

    [Fact]
    public void Info_shows_labels_thresholds_groups_and_files()
    {
        string output = Emotion.Run("model", "info", _files.Bundle.Path).Expect(0).Output;
        Assert.Contains("sum 1.2.3", output);
        Assert.Matches(@"joy\s+0\.60\s+positive", output);
        Assert.Contains("model.onnx", output);
        JsonObject json = Json.Object(Emotion.Run("model", "info", _files.Bundle.Path, "--json").Expect(0).Output);
        Assert.Equal("sigmoid", json["activation"]!.GetValue<string>());
        Assert.Equal(16, json["max_tokens"]!.GetValue<int>());
        Assert.Equal("positive", json["labels"]![0]!["groups"]!["sentiment"]!.GetValue<string>());
        Assert.Equal(3, json["files"]!.AsArray().Count);
    }

    [Fact]
    public void Verify_tells_each_files_state()
    {
        CommandResult good = Emotion.Run("model", "verify", _files.Bundle.Path).Expect(0);
        Assert.Equal(3, good.Lines.Length);
        Assert.All(good.Lines, line => Assert.StartsWith("ok ", line));

        File.AppendAllText(_files.Bundle["model.onnx"], "x");
        File.Delete(_files.Bundle["vocab.txt"]);
        CommandResult bad = Emotion.Run("model", "verify", _files.Bundle.Path).Expect(1);
        Assert.Contains(bad.Lines, line => line.StartsWith("altered  model.onnx", StringComparison.Ordinal));
        Assert.Contains(bad.Lines, line => line.StartsWith("missing  vocab.txt", StringComparison.Ordinal));
        Assert.Contains(bad.Lines, line => line.StartsWith("ok       config.json", StringComparison.Ordinal));
        Assert.Contains(_files.Bundle["model.onnx"], bad.Error);
    }

    [Theory]
    [InlineData("config.json", "broken {", "altered")]
    [InlineData("config.json", null, "missing")]
    [InlineData("model.onnx", null, "missing")]
    [InlineData("vocab.txt", "", "altered")]
    public void Verify_lists_every_file_whatever_is_wrong_with_one(string file, string? content, string state)
    {
        File.Delete(_files.Bundle[file]);
        if (content is not null)
        {
            File.WriteAllText(_files.Bundle[file], content);
        }

        CommandResult result = Emotion.Run("model", "verify", _files.Bundle.Path).Expect(1);
        Assert.Equal(3, result.Lines.Length);
        Assert.Contains(result.Lines, line => line.StartsWith($"{state,-8} {file}", StringComparison.Ordinal));
        Assert.Equal(2, result.Lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
        Assert.Contains(_files.Bundle[file], result.Error);
    }

    [Fact]
    public void Verify_of_a_folder_without_hashes_is_no_success()
    {
        File.Delete(_files.Bundle["emotion.json"]);
        Assert.Contains("there is no emotion.json", Emotion.Run("model", "verify", _files.Bundle.Path).Expect(1).Error);
    }

    [Fact]
    public void Calibrate_writes_thresholds_temperature_and_hashes_that_verify()
    {
        _files.Write("dev.tsv", "text\tlabels\n" + string.Concat(Enumerable.Repeat("happy\tjoy\nsad\tsadness\nangry\tanger\nthe\t\n", 10)));
        _files.Write("test.tsv", "text\tlabels\nhappy\tjoy\nsad\tsadness\nangry\tanger\n");
        CommandResult result = Emotion.Run("model", "calibrate", _files.Bundle.Path, "--dev", _files["dev.tsv"], "--test", _files["test.tsv"], "--data-name", "mine").Expect(0);
        Assert.StartsWith("temperature ", result.Output);
        Assert.Matches(@"labels\s+1\.0000\s+1\.0000", result.Output);
        JsonObject manifest = Json.Object(File.ReadAllText(_files.Bundle["emotion.json"]));
        Assert.Equal(3, manifest["thresholds"]!.AsObject().Count);
        Assert.Contains(manifest["metrics"]!.AsArray(), metric => metric!["data"]!.GetValue<string>() == "mine" && metric["split"]!.GetValue<string>() == "test");
        Emotion.Run("model", "verify", _files.Bundle.Path).Expect(0);
    }

    [Fact]
    public void Calibrate_with_a_precision_floor_says_which_labels_are_never_found()
    {
        _files.Write("dev.tsv", "text\tlabels\n" + string.Concat(Enumerable.Repeat("happy\tjoy\nsad\tsadness\nangry\tanger\nangry\t\n", 10)));
        string[] calibrate = ["model", "calibrate", _files.Bundle.Path, "--dev", _files["dev.tsv"]];
        CommandResult result = Emotion.Run([.. calibrate, "--precision-floor", "0.9"]).Expect(0);
        Assert.Contains("precision floor 0.9: with no threshold do these labels reach it on dev, so they are never found: anger", string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("expected calibration error", result.Output);
        Assert.Matches(@"anger\s+never", Emotion.Run("model", "info", _files.Bundle.Path).Expect(0).Output);
        Assert.Contains("--precision-floor 0.9", File.ReadAllText(_files.Bundle["emotion.json"]));
        Assert.DoesNotContain("anger", Emotion.Run("classify", "angry", "--model", _files.Bundle.Path).Expect(0).Output.Split('\n')[0]);
        Assert.Contains("one of the two", Emotion.Run([.. calibrate, "--precision-floor", "0.9", "--keep-thresholds"]).Expect(2).Error);
        Assert.Contains("takes a number from 0 to 1", Emotion.Run([.. calibrate, "--precision-floor", "x"]).Expect(2).Error);
    }

    [Fact]
    public void Seal_writes_new_hashes_and_says_of_which_files()
    {
        Assert.Equal(["Nothing to do: every file is as emotion.json says."], Seal().Expect(0).Lines);
        File.WriteAllText(_files.Bundle["README.md"], "# A card\n");
        Assert.Equal(["new      README.md (9 bytes)"], Seal().Expect(0).Lines);
        File.WriteAllText(_files.Bundle["README.md"], "# Another card\n");
        Assert.Contains("emotion model seal", Emotion.Run("classify", "happy", "--model", _files.Bundle.Path).Expect(1).Error);
        Assert.Equal(["changed  README.md (15 bytes)"], Seal().Expect(0).Lines);
        Emotion.Run("classify", "happy", "--model", _files.Bundle.Path).Expect(0);
        File.Delete(_files.Bundle["README.md"]);
        Assert.Equal(["gone     README.md (15 bytes)"], Seal().Expect(0).Lines);
        Emotion.Run("model", "verify", _files.Bundle.Path).Expect(0);
    }

    [Fact]
    public void Seal_of_what_is_no_model_changes_nothing_and_says_why()
    {
        string manifest = File.ReadAllText(_files.Bundle["emotion.json"]);
        File.WriteAllText(_files.Bundle["config.json"], "broken {");
        Assert.Contains(_files.Bundle["config.json"], Seal().Expect(1).Error);
        Assert.Equal(manifest, File.ReadAllText(_files.Bundle["emotion.json"]));
        Assert.Contains("the folder does not exist", Emotion.Run("model", "seal", _files["none"]).Expect(1).Error);
        Emotion.Run("model", "seal").Expect(2);
    }

    [Fact]
    public void Calibrate_needs_a_dev_split()
    {
        Assert.Contains("--dev", Emotion.Run("model", "calibrate", _files.Bundle.Path).Expect(2).Error);
        Assert.Contains("there is no such file", Emotion.Run("model", "calibrate", _files.Bundle.Path, "--dev", _files["none.tsv"]).Expect(3).Error);
    }

    public void Dispose() => _files.Dispose();

    private CommandResult Seal() => Emotion.Run("model", "seal", _files.Bundle.Path);
}
