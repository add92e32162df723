using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Support;
using EmotionOnnx.Tests.Tokenization;

namespace EmotionOnnx.Cli.Tests.Commands;

public sealed class TokenizeBadInputTests : IDisposable
{
    private static readonly string Uncased = GoldenTokenizers.PathOf("uncased");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("{\"text\": \"he\"", "not JSON, at byte 14")]
    [InlineData("{'text': 'he'}", "not JSON, at byte 2")]
    [InlineData("{\"text\": \"he\"} {}", "not JSON, at byte 16")]
    [InlineData("{\"text\": \"he \\ud8\"}", "not JSON, at byte")]
    [InlineData("he", "not JSON, at byte 1")]
    [InlineData("\"he\"", "a string stands there")]
    [InlineData("[\"he\"]", "an array stands there")]
    [InlineData("null", "null stands there")]
    [InlineData("{}", "there is no property 'text'")]
    [InlineData("{\"Text\": \"he\"}", "there is no property 'text'")]
    [InlineData("{\"text\": null}", "'text' is null, not a string")]
    [InlineData("{\"text\": [\"he\"]}", "'text' is an array, not a string")]
    [InlineData("{\"text\": \"he\", \"pair\": 3}", "'pair' is a number, neither a string nor null")]
    public void A_line_that_is_none_is_reported_with_its_number_and_the_rest_go_on(string line, string expected)
    {
        CommandResult result = Emotion.RunOn($"{{\"text\":\"he\"}}\n\n{line}\n{{\"text\":\"was\"}}\n", "tokenize", "--jsonl", "-m", Uncased).Expect(4);
        Assert.Equal(["[2,9,3]", "[2,16,3]"], result.Lines.Select(answer => Json.Object(answer)["ids"]!.ToJsonString()));
        string[] said = result.Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith("emotion: standard input:3: ", said[0]);
        Assert.Contains(expected, said[0]);
        Assert.Contains("an object like {\"text\": \"...\"}", said[0]);
        Assert.Equal("emotion: 1 of 3 lines could not be read; they have no line in the output.", said[1]);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_an_error_of_their_line()
    {
        var emotion = new Emotion { Input = new MemoryStream([.. "{\"text\":\"he "u8, 0xff, .. "\"}\n{\"text\":\"was\"}\n"u8]) };
        CommandResult result = emotion.With("tokenize", "--jsonl", "-m", Uncased).Expect(4);
        Assert.Contains("standard input:1: not valid UTF-8", result.Error);
        Assert.Single(result.Lines);
    }

    [Fact]
    public void A_line_that_is_too_long_is_not_kept_and_the_lines_after_it_have_their_numbers()
    {
        var lines = new ByteLines(new MemoryStream([.. "one\n"u8, .. new byte[100], .. "\ntwo\n"u8, .. new byte[70], .. "\nend"u8]), portionBytes: 16, maxLineBytes: 50);
        var read = new List<(long, string)>();
        while (lines.Read() is { Count: > 0 } portion)
        {
            read.AddRange(portion.Select(line => (line.Number, line.IsTooLong ? "too long" : System.Text.Encoding.UTF8.GetString(line.Bytes.Span))));
        }

        Assert.Equal([(1, "one"), (2, "too long"), (3, "two"), (4, "too long"), (5, "end")], read);
    }

    [Theory]
    [InlineData("--jsonl", "he")]
    [InlineData("--jsonl", "--pair", "he")]
    [InlineData("--pair", "he")]
    [InlineData("he", "she", "--pair", "it")]
    [InlineData("--all-windows", "he")]
    [InlineData("--stride", "2", "he")]
    [InlineData("--max-tokens", "4", "--stride", "4", "he")]
    [InlineData("--max-tokens", "1", "he")]
    [InlineData("--max-tokens", "0", "he")]
    [InlineData("--model", "", "he")]
    [InlineData("--jsnl")]
    public void Options_that_do_not_go_together_are_wrong_usage(params string[] args)
    {
        CommandResult result = Emotion.Run(["tokenize", "-m", Uncased, .. args]).Expect(2);
        Assert.StartsWith("emotion: ", result.Error);
        Assert.DoesNotContain("Parameter", result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_tokenizer_that_is_missing_or_broken_is_an_error_that_names_the_file()
    {
        Assert.Contains("/no/such/tokenizer.json: no such file", Emotion.Run("tokenize", "-m", "/no/such/tokenizer.json", "he").Expect(1).Error);
        File.WriteAllText(_folder["tokenizer.json"], "{\"model\":");
        Assert.Contains(_folder["tokenizer.json"], Emotion.RunOn("{\"text\":\"he\"}", "tokenize", "--jsonl", "-m", _folder.Path).Expect(1).Error);
    }

    [Fact]
    public void No_input_is_no_output()
    {
        Assert.Empty(Emotion.RunOn("", "tokenize", "--jsonl", "-m", Uncased).Expect(0).Output);
        Assert.Empty(Emotion.RunOn("", "tokenize", "-m", Uncased).Expect(0).Output);
    }

    [Fact]
    public void When_the_reader_goes_away_it_stops_quietly()
    {
        if (!EmotionProcess.HasSignals)
        {
            return;
        }

        CommandResult result = EmotionProcess.Shell($"yes '{{\"text\":\"he was\"}}' 2> /dev/null | emotion tokenize --jsonl -m '{Uncased}' | head -1; exit ${{PIPESTATUS[1]}}").Expect(141);
        Assert.Single(result.Lines);
        Assert.Empty(result.Error);
    }

    public void Dispose() => _folder.Dispose();
}
