using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

public sealed class ClassifyTests : IDisposable
{
    private readonly GroupedBundle _bundle = new();

    [Fact]
    public void The_table_shows_the_present_labels_with_bar_and_score()
    {
        CommandResult result = Classify("happy").Expect(0);
        Assert.Equal(
            """
            happy
              joy  █████████████████████▏    0.88

            """,
            result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Where_no_label_reaches_its_threshold_the_best_is_shown_for_what_it_is()
    {
        CommandResult result = Classify("the").Expect(0);
        Assert.Contains("joy  ████████████              0.50  below its threshold", result.Output);
        Assert.DoesNotContain("anger", result.Output);
    }

    [Fact]
    public void All_and_top_show_labels_below_their_thresholds()
    {
        Assert.Equal(["joy", "anger", "sadness"], Names(Classify("--all", "happy")));
        Assert.Equal(["joy", "anger"], Names(Classify("--top", "2", "happy")));
    }

    [Fact]
    public void A_group_is_shown_in_place_of_labels()
    {
        CommandResult result = Classify("--group", "sentiment", "sad").Expect(0);
        Assert.Equal(["negative"], Names(result));
    }

    [Fact]
    public void A_threshold_replaces_the_models_own() =>
        Assert.Equal(["joy", "anger"], Names(Classify("--threshold", "0.5", "happy")));

    [Fact]
    public void Json_has_a_line_per_text_in_order()
    {
        CommandResult result = Classify("--json", "happy", "the", "sad").Expect(0);
        JsonObject[] lines = [.. result.Lines.Select(Json.Object)];
        Assert.Equal(["happy", "the", "sad"], lines.Select(line => line["text"]!.GetValue<string>()));
        Assert.Equal(["joy"], Json.LabelsOf(lines[0]));
        Assert.Empty(Json.LabelsOf(lines[1]));
        Assert.Equal(["sadness"], Json.LabelsOf(lines[2]));
        Assert.Equal(["text", "labels", "top", "truncated"], lines[0].Select(property => property.Key));
        Assert.Equal(0.880797, lines[0]["top"]!["score"]!.GetValue<double>(), 5);
        Assert.False(lines[0]["truncated"]!.GetValue<bool>());
    }

    [Fact]
    public void Json_adds_what_is_asked_for_and_changes_nothing_else()
    {
        JsonObject plain = Json.Object(Classify("--json", "happy").Lines[0]);
        JsonObject full = Json.Object(Classify("--json", "--all", "--top", "2", "--group", "sentiment", "happy").Expect(0).Lines[0]);
        foreach ((string name, JsonNode? value) in plain)
        {
            Assert.Equal(value!.ToJsonString(), full[name]!.ToJsonString());
        }

        Assert.Equal(["joy", "sadness", "anger"], full["scores"]!.AsObject().Select(score => score.Key));
        Assert.Equal(["joy", "anger"], Json.LabelsOf(full, "ranked"));
        Assert.False(full["ranked"]![1]!["present"]!.GetValue<bool>());
        JsonArray groups = full["groups"]!["sentiment"]!.AsArray();
        Assert.Equal("positive", groups[0]!["label"]!.GetValue<string>());
        Assert.True(groups[0]!["present"]!.GetValue<bool>());
    }

    [Fact]
    public void Without_texts_each_line_of_standard_input_is_one()
    {
        CommandResult result = Emotion.RunOn("happy\r\n\nsad", "classify", "--model", _bundle.Path, "--json").Expect(0);
        Assert.Equal(["happy", "", "sad"], result.Lines.Select(line => Json.Object(line)["text"]!.GetValue<string>()));
        Assert.Empty(result.Error);
    }

    [Fact]
    public void On_a_terminal_it_says_what_it_waits_for()
    {
        var emotion = new Emotion { Input = new MemoryStream("happy\n"u8.ToArray()), IsInputTerminal = true };
        Assert.StartsWith("Type a text", emotion.With("classify", "-m", _bundle.Path).Expect(0).Error);
    }

    [Fact]
    public void A_line_is_answered_before_the_next_one_comes()
    {
        var output = new MemoryStream();
        var input = new StepwiseInput("happy\n", () => output.Length, "sad\n");
        new Emotion { Input = input, Output = output }.With("classify", "-m", _bundle.Path, "--json").Expect(0);
        Assert.True(input.LengthBeforeSecond > 0);
    }

    [Fact]
    public void A_mistyped_option_is_not_a_text()
    {
        CommandResult result = Classify("--jsn", "happy").Expect(2);
        Assert.Contains("there is no option '--jsn'", result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("-- happy --")]
    [InlineData("-")]
    public void After_two_dashes_everything_is_a_text(string text) =>
        Assert.StartsWith(text + "\n", Classify("--", text).Expect(0).Output);

    [Theory]
    [InlineData("@user happy")]
    [InlineData("@happy")]
    [InlineData("[NAME] is happy [/bold]")]
    [InlineData("- happy")]
    public void Texts_that_look_like_syntax_are_texts(string text) => Assert.StartsWith(text + "\n", Classify(text).Expect(0).Output);

    [Fact]
    public void A_grouping_that_the_model_lacks_is_wrong_usage() =>
        Assert.Contains("there is no grouping 'plutchik': this model has sentiment", Classify("--group", "plutchik", "x").Expect(2).Error);

    [Theory]
    [InlineData("--threshold", "1.5", "--threshold takes a probability from 0 to 1, not '1.5'")]
    [InlineData("--threshold", "high", "--threshold takes a probability")]
    [InlineData("--top", "0", "--top takes a whole number of at least 1")]
    [InlineData("--threads", "many", "--threads takes a whole number")]
    [InlineData("--device", "gpu", "'gpu' is no device")]
    [InlineData("--device", "cuda:-1", "is no device")]
    [InlineData("--stride", "3", "--stride goes with --long window")]
    [InlineData("--pooling", "mean", "--pooling goes with --long window")]
    [InlineData("--long", "cut", "'cut'")]
    public void A_wrong_option_value_is_named(string option, string value, string expected)
    {
        CommandResult result = Classify(option, value, "x").Expect(2);
        Assert.Contains(expected, result.Error);
        Assert.StartsWith("emotion: ", result.Error);
    }

    [Fact]
    public void Timing_names_the_parts_on_standard_error()
    {
        CommandResult result = Classify("--timing", "happy").Expect(0);
        foreach (string part in (string[])["start", "tokenizer", "model", "run", "process start to answer"])
        {
            Assert.Contains(part, result.Error);
        }

        Assert.StartsWith("happy\n", result.Output);
    }

    public void Dispose() => _bundle.Dispose();

    private static string[] Names(CommandResult result) =>
        [.. result.Expect(0).Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])];

    private CommandResult Classify(params string[] args) => Emotion.Run(["classify", "--model", _bundle.Path, .. args]);
}
