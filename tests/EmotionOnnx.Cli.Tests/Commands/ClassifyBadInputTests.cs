using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary>What people and programs feed it that no one planned.</summary>
public sealed class ClassifyBadInputTests : IDisposable
{
    private readonly GroupedBundle _bundle = new();

    [Theory]
    [InlineData("")]
    [InlineData("   \t ")]
    public void Empty_and_blank_texts_have_a_result(string text)
    {
        Assert.StartsWith("(empty)\n", Classify(text).Expect(0).Output);
        Assert.Equal(text, Json.Object(Classify("--json", text).Lines[0])["text"]!.GetValue<string>());
    }

    [Fact]
    public void Control_characters_never_reach_the_terminal()
    {
        string text = "happy\0\e[2J\e]0;title\a\u009b31m\u202egnorw\u2028";
        foreach (bool terminal in (bool[])[true, false])
        {
            CommandResult result = (new Emotion { IsOutputTerminal = terminal, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } })
                .With("classify", "-m", _bundle.Path, text).Expect(0);
            Assert.DoesNotContain(result.Output, c => char.IsControl(c) && c != '\n');
            Assert.DoesNotContain('\u202e', result.Output);
            Assert.Contains("happy␀␛[2J␛]0;title␇\\u009b31m\\u202egnorw\\u2028", result.Output);
        }
    }

    [Fact]
    public void Json_escapes_control_characters_and_gives_them_back()
    {
        string text = "happy\0\e[2J\u009b\u202e\"\\ 😀";
        string line = Classify("--json", text).Expect(0).Lines[0];
        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain('\u202e', line);
        Assert.Contains("😀", line);
        Assert.Equal(text, Json.Object(line)["text"]!.GetValue<string>());
    }

    [Fact]
    public void A_lone_surrogate_is_kept_as_an_escape()
    {
        string line = Classify("--json", "happy \ud83d!").Expect(0).Lines[0];
        Assert.Contains("\"text\":\"happy \\ud83d!\"", line);
        Assert.Contains("joy", line);
        Assert.Contains("happy \ufffd!", Classify("happy \ud83d!").Expect(0).Output);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_replacement_characters()
    {
        var emotion = new Emotion { Input = new MemoryStream([.. "happy "u8, 0xff, 0xfe, .. "\nsad\n"u8]) };
        Assert.Equal(["joy", "sadness"], emotion.With("classify", "-m", _bundle.Path, "--json").Expect(0).Lines.SelectMany(line => Json.LabelsOf(Json.Object(line))));
    }

    [Fact]
    public void Right_to_left_text_is_text() => Assert.StartsWith("שלום happy\n", Classify("שלום happy").Expect(0).Output);

    [Fact]
    public void Ten_megabytes_on_one_line_are_one_text()
    {
        string line = string.Concat(Enumerable.Repeat("happy ", 10 * 1024 * 1024 / 6));
        CommandResult json = Emotion.RunOn(line + "\nsad", "classify", "-m", _bundle.Path, "--json").Expect(0);
        Assert.Equal(2, json.Lines.Length);
        Assert.True(Json.Object(json.Lines[0])["truncated"]!.GetValue<bool>());

        CommandResult table = Emotion.RunOn(line, "classify", "-m", _bundle.Path).Expect(0);
        Assert.True(table.Output.Length < 2000);
        Assert.Contains("Only the first 16 tokens were read; --long window reads them all.", table.Output);
    }

    [Fact]
    public void A_line_that_is_too_long_is_told_by_its_number_after_those_before_it_were_answered()
    {
        string tooLong = string.Concat(Enumerable.Repeat("happy ", 20));
        CommandResult result = Emotion.RunOn($"happy\nsad\n{tooLong}\nangry\n", "classify", "-m", _bundle.Path, "--json", "--long", "refuse").Expect(3);
        Assert.Equal(2, result.Lines.Length);
        Assert.Contains("standard input:3: the text has more than the 16 tokens", result.Error);

        // More than one portion: the line is the input's all the same.
        string many = string.Concat(Enumerable.Repeat("happy\n", 30_000));
        CommandResult late = Emotion.RunOn($"{many}{tooLong}\nangry\n", "classify", "-m", _bundle.Path, "--json", "--long", "refuse").Expect(3);
        Assert.Equal(30_000, late.Lines.Length);
        Assert.Contains("standard input:30001: the text", late.Error);
    }

    [Fact]
    public void A_hundred_thousand_empty_lines_are_as_many_texts()
    {
        CommandResult result = Emotion.RunOn(new string('\n', 100_000), "classify", "-m", _bundle.Path, "--json").Expect(0);
        Assert.Equal(100_000, result.Lines.Length);
    }

    [Fact]
    public void No_input_at_all_is_no_text() => Assert.Empty(Emotion.RunOn("", "classify", "-m", _bundle.Path).Expect(0).Output);

    [Fact]
    public void A_long_text_can_be_refused_or_read_in_windows()
    {
        string text = string.Concat(Enumerable.Repeat("the ", 30)) + "happy";
        Assert.Contains("text 1 has more than the 16 tokens that the model takes. Shorten it, or give --long truncate", Classify("--long", "refuse", text).Expect(3).Error);
        Assert.Contains("\"truncated\":true", Classify("--json", text).Expect(0).Output);
        string read = Classify("--json", "--long", "window", "--stride", "2", "--pooling", "max", text).Expect(0).Output;
        Assert.Contains("\"truncated\":false", read);
        Assert.Contains("joy", read);
    }

    [Fact]
    public void An_altered_model_file_is_an_error_that_names_it()
    {
        byte[] bytes = File.ReadAllBytes(_bundle["model.onnx"]);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_bundle["model.onnx"], bytes);
        CommandResult result = Classify("happy").Expect(1);
        Assert.StartsWith($"emotion: {_bundle["model.onnx"]}: ", result.Error);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void A_missing_model_file_is_an_error_that_names_it(string name)
    {
        File.Delete(_bundle[name]);
        Assert.Contains(name, Classify("happy").Expect(1).Error);
    }

    [Fact]
    public void A_folder_that_is_no_model_is_an_error_without_a_trace()
    {
        CommandResult result = Emotion.Run("classify", "-m", "/no/such/model", "x").Expect(1);
        Assert.Contains("/no/such/model: the folder does not exist", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public void Verbose_or_the_environment_show_the_trace()
    {
        Assert.Contains("   at ", Emotion.Run("classify", "-m", "/no/such/model", "--verbose", "x").Expect(1).Error);
        var emotion = new Emotion { Environment = new Dictionary<string, string> { ["EMOTION_DEBUG"] = "1" } };
        Assert.Contains("   at ", emotion.With("classify", "-m", "/no/such/model", "x").Expect(1).Error);
    }

    [Fact]
    public void Cuda_that_cannot_be_had_is_an_error_that_says_what_was_looked_for()
    {
        // No machine has a 1,000th GPU, and most have none.
        CommandResult result = Classify("--device", "cuda:999", "happy").Expect(1);
        Assert.Contains("cuda:999", result.Error);
        Assert.Matches("(?i)provider|GPU|CUDA", result.Error);
        Assert.Contains("--device cpu", result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--max-tokens", "9999", "at most 16")]
    [InlineData("--max-tokens", "2", "none is left for the text")]
    [InlineData("--threads", "100000", "from 1 to 1024")]
    public void An_option_that_does_not_suit_the_model_is_wrong_usage(string option, string value, string expected)
    {
        CommandResult result = Classify(option, value, "happy").Expect(2);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("Parameter", result.Error);
    }

    [Fact]
    public void Output_that_cannot_be_written_is_an_error()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (string format in (string[])["--json", "--all"])
        {
            CommandResult result = new Emotion { Output = full }.With("classify", "-m", _bundle.Path, format, "happy").Expect(1);
            Assert.Contains("the disk is full", result.Error);
        }
    }

    public void Dispose() => _bundle.Dispose();

    private CommandResult Classify(params string[] args) => Emotion.Run(["classify", "--model", _bundle.Path, .. args]);
}
