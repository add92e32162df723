using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Tokenization;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary><c>emotion tokenize --jsonl</c> against what npm tokenizers made of the same texts (golden.jsonl).</summary>
public sealed class TokenizeLinesTests
{
    private static readonly string Uncased = GoldenTokenizers.PathOf("uncased");

    private static readonly (string Golden, string Ours)[] Lists =
    [
        ("ids", "ids"), ("typeIds", "type_ids"), ("attentionMask", "attention_mask"), ("specialTokensMask", "special_tokens_mask"), ("offsets", "offsets"), ("tokens", "tokens"),
    ];

    [Theory]
    [InlineData("uncased")]
    [InlineData("cased")]
    [InlineData("cased-without-accents")]
    [InlineData("added-tokens")]
    [InlineData("bert-processing")]
    [InlineData("declared")]
    [InlineData("odd-template")]
    [InlineData("text-not-cleaned")]
    public void Every_list_is_that_of_the_reference(string folder)
    {
        // Lone surrogates stand in the file as escapes, and go in as they stand.
        JsonElement[] golden = [.. Golden(folder).Where(line => line.EnumerateObject().All(property => property.Name is "text" or "pair" or "expected"))];
        string[] input = [.. golden.Select(line => line.TryGetProperty("pair", out JsonElement pair)
            ? $$"""{"text": {{line.GetProperty("text").GetRawText()}}, "pair": {{pair.GetRawText()}}}"""
            : $$"""{"text": {{line.GetProperty("text").GetRawText()}}, "pair": null}""")];
        CommandResult result = Emotion.RunOn(string.Join('\n', input), "tokenize", "--jsonl", "-m", GoldenTokenizers.PathOf(folder)).Expect(0);
        Assert.True(input.Length >= 38);
        Assert.Equal(input.Length, result.Lines.Length);
        foreach ((JsonElement expected, string line) in golden.Zip(result.Lines))
        {
            JsonObject actual = Json.Object(line);
            Assert.Equal([.. Lists.Select(list => list.Ours), "overflow"], actual.Select(property => property.Key));
            foreach ((string name, string ours) in Lists)
            {
                string wanted = JsonNode.Parse(expected.GetProperty("expected").GetProperty(name).GetRawText())!.ToJsonString();
                Assert.Equal(wanted, actual[ours]!.ToJsonString());
            }
        }
    }

    [Theory]
    [InlineData("whole-roberta")]
    [InlineData("whole-gpt2")]
    [InlineData("whole-mpnet")]
    [InlineData("whole-deberta")]
    [InlineData("whole-modernbert")]
    public void Ids_of_other_architectures_are_those_of_the_reference(string name)
    {
        string[] texts = [.. JsonDocument.Parse(File.ReadAllText(GoldenTokenizers.PathOf("components", "texts.json"))).RootElement.EnumerateArray().Select(text => text.GetRawText())];
        JsonElement[] golden = [.. File.ReadLines(GoldenTokenizers.PathOf("components", name, "answers.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.Clone())
            .Where(line => line.TryGetProperty("answer", out _) && !line.TryGetProperty("bare", out _))];
        string[] input = [.. golden.Select(line => line.TryGetProperty("pair", out JsonElement pair)
            ? $$"""{"text": {{texts[line.GetProperty("text").GetInt32()]}}, "pair": {{texts[pair.GetInt32()]}}}"""
            : $$"""{"text": {{texts[line.GetProperty("text").GetInt32()]}}}""")];
        string[] lines = Emotion.RunOn(string.Join('\n', input), "tokenize", "--jsonl", "-m", GoldenTokenizers.PathOf("components", name)).Expect(0).Lines;
        Assert.True(input.Length >= 12);
        Assert.Equal(
            golden.Select(line => line.GetProperty("answer")[0].GetString()),
            lines.Select(line => string.Join(' ', Json.Object(line)["ids"]!.AsArray().Select(id => id!.ToJsonString()))));
    }

    [Fact]
    public void Windows_that_overflow_are_those_of_the_reference()
    {
        JsonElement golden = Golden("uncased").First(line => line.TryGetProperty("windows", out JsonElement windows) && !line.TryGetProperty("pair", out _)
            && windows.GetProperty("direction").GetString() == "Right");
        JsonElement windows = golden.GetProperty("windows");
        string input = $$"""{"text": {{golden.GetProperty("text").GetRawText()}}}""";
        JsonObject line = Json.Object(Emotion.RunOn(
            input, "tokenize", "--jsonl", "--all-windows", "-m", Uncased, "--max-tokens", windows.GetProperty("max_length").GetRawText(), "--stride", windows.GetProperty("stride").GetRawText()).Expect(0).Output);
        string[] expected = [.. golden.GetProperty("overflow").EnumerateArray().Select(window => window.GetProperty("ids").GetRawText())];
        Assert.NotEmpty(expected);
        Assert.Equal(golden.GetProperty("expected").GetProperty("ids").GetRawText(), line["ids"]!.ToJsonString());
        Assert.Equal(expected, line["overflow"]!.AsArray().Select(window => window!.ToJsonString()));
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character_and_a_pair_of_escapes_as_one_character()
    {
        // Raw strings: the escapes are JSON's.
        string[] lines = Emotion.RunOn(
            """
            {"text":"he \ud83d was"}
            {"text":"he \ufffd was"}
            {"text":"\ud83d\ude00 was"}
            {"text":"😀 was"}
            {"\u0074ext":"\ud83d\u0041\ude00\n\t\"\\\/\b\f\r was", "pair":"\udfff"}
            """,
            "tokenize", "--jsonl", "-m", GoldenTokenizers.PathOf("text-not-cleaned")).Expect(0).Lines;
        Assert.Equal(lines[1], lines[0]);
        Assert.Equal(lines[3], lines[2]);
        Assert.Contains("[3,6]", lines[2]);
        Assert.Contains("[12,15]", lines[4]);
        Assert.Contains("[0,1]", lines[4]);
    }

    [Fact]
    public void A_byte_order_mark_crlf_blank_lines_and_a_missing_last_line_end_are_taken()
    {
        var emotion = new Emotion { Input = new MemoryStream([.. Encoding.UTF8.Preamble, .. "{\"text\":\"he\"}\r\n\r\n  \n{\"text\":\"was\", \"id\": [1, {\"text\": 2}]}"u8]) };
        string[] lines = emotion.With("tokenize", "--jsonl", "-m", Uncased).Expect(0).Lines;
        Assert.Equal(["[2,9,3]", "[2,16,3]"], lines.Select(line => Json.Object(line)["ids"]!.ToJsonString()));
    }

    [Fact]
    public void Many_lines_come_back_in_order()
    {
        string[] words = ["he", "was", "not", "happy"];
        string input = string.Concat(Enumerable.Range(0, 60_000).Select(i => $$"""{"text":"{{string.Join(' ', Enumerable.Range(0, 1 + (i % 7)).Select(k => words[(i + k) % 4]))}}"}""" + "\n"));
        string[] lines = Emotion.RunOn(input, "tokenize", "--jsonl", "--no-special-tokens", "-m", Uncased).Expect(0).Lines;
        int[] ids = [.. words.Select(word => Tokenizer.Load(Uncased).TokenToId(word)!.Value)];
        Assert.Equal(60_000, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            Assert.StartsWith($"{{\"ids\":[{string.Join(',', Enumerable.Range(0, 1 + (i % 7)).Select(k => ids[(i + k) % 4]))}],", lines[i]);
        }
    }

    [Fact]
    public void A_line_is_answered_before_the_next_one_comes()
    {
        var output = new MemoryStream();
        var input = new StepwiseInput("{\"text\":\"he\"}\n", () => output.Length, "{\"text\":\"was\"}\n");
        new Emotion { Input = input, Output = output }.With("tokenize", "--jsonl", "-m", Uncased).Expect(0);
        Assert.True(input.LengthBeforeSecond > 0);
    }

    [Fact]
    public void Ten_megabytes_on_a_line_are_one_text_among_others()
    {
        string spaces = new(' ', 10_000_000);
        string word = new('a', 10_000_000);
        string escaped = string.Concat(Enumerable.Repeat("\\u00e9", 2_000_000));
        string sentence = string.Concat(Enumerable.Repeat("he was not ", 200_000));
        string[] lines = Emotion.RunOn(
            $$"""
            {"text":"he"}
            {"text":"{{spaces}}was"}
            {"text":"{{word}} was"}
            {"text":"{{escaped}}"}
            {"text":"{{sentence}}"}
            {"text":"not"}
            """,
            "tokenize", "--jsonl", "--no-special-tokens", "-m", Uncased).Expect(0).Lines;
        Assert.Equal(6, lines.Length);
        Assert.Contains("\"offsets\":[[10000000,10000003]]", lines[1]);
        Assert.Contains("\"offsets\":[[0,10000000],[10000001,10000004]]", lines[2]);
        Assert.Contains("\"offsets\":[[0,2000000]]", lines[3]);
        using var json = JsonDocument.Parse(lines[4]);
        Assert.Equal(600_000, json.RootElement.GetProperty("tokens").GetArrayLength());
        Assert.Contains("\"tokens\":[\"not\"]", lines[5]);
    }

    [Fact]
    public void Tokens_are_written_readably() =>
        Assert.Contains("\"tokens\":[\"世\",\"é\",\"😀\"]", Emotion.RunOn("{\"text\":\"世 é 😀\"}", "tokenize", "--jsonl", "--no-special-tokens", "-m", GoldenTokenizers.PathOf("cased")).Expect(0).Output);

    private static IEnumerable<JsonElement> Golden(string folder) =>
        File.ReadLines(GoldenTokenizers.PathOf(folder, "golden.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.Clone());
}
