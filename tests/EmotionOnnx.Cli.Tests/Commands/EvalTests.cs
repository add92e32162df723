using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

public sealed class EvalTests : IDisposable
{
    private readonly BatchFiles _files = new();

    // Predictions of the sum bundle with thresholds 0.6: joy; sadness; anger; none; joy.
    // joy: TP 1, FP 1, FN 0 -> P 1/2, R 1, F1 2/3. sadness: TP 1, FN 1 -> P 1, R 1/2, F1 2/3. anger: TP 1 -> 1.
    // Macro F1 (2/3 + 2/3 + 1) / 3 = 7/9. Micro: TP 3, FP 1, FN 1 -> 3/4. Exact: rows 1, 2, 3 of 5.
    private const string Data = "text\tlabels\nhappy\tjoy\nsad\tsadness\nangry\tanger\nthe\tsadness\nhappy\t\n";

    [Fact]
    public void Json_has_the_figures_that_a_person_counts()
    {
        _files.Write("data.tsv", Data);
        JsonObject report = Json.Object(Eval("data.tsv", "--json").Expect(0).Output);
        Assert.Equal(5, report["texts"]!.GetValue<int>());
        Assert.Equal("labels", report["target"]!.GetValue<string>());
        Assert.Equal("sum 1.2.3", report["model"]!.GetValue<string>());
        Assert.Equal(7.0 / 9, Figure(report, "macro", "f1"), 6);
        Assert.Equal((0.5 + 1 + 1) / 3, Figure(report, "macro", "precision"), 6);
        Assert.Equal((1 + 0.5 + 1) / 3, Figure(report, "macro", "recall"), 6);
        Assert.Equal(0.75, Figure(report, "micro", "f1"), 6);
        Assert.Equal(0.6, report["exact_match"]!.GetValue<double>(), 6);
        JsonObject joy = report["labels"]!.AsArray().Select(label => label!.AsObject()).Single(label => label["label"]!.GetValue<string>() == "joy");
        Assert.Equal(2.0 / 3, joy["f1"]!.GetValue<double>(), 6);
        Assert.Equal(1, joy["support"]!.GetValue<int>());
        Assert.Equal(2, joy["predicted"]!.GetValue<int>());
        Assert.InRange(report["expected_calibration_error"]!.GetValue<double>(), 0.001, 0.999);

        // negative: holds in rows 2, 3, 4, found in 2 and 3; positive as joy.
        JsonObject sentiment = report["roll_ups"]!["sentiment"]!.AsObject();
        Assert.Equal(((2.0 / 3) + (4.0 / 5)) / 2, Figure(sentiment, "macro", "f1"), 6);
    }

    [Fact]
    public void The_table_has_labels_averages_and_roll_ups()
    {
        _files.Write("data.tsv", Data);
        string output = Eval("data.tsv").Expect(0).Output;
        Assert.Matches(@"joy\s+0\.5000\s+1\.0000\s+0\.6667\s+1\s+2", output);
        Assert.Matches(@"labels\s+0\.7778\s+0\.7500\s+0\.8333\s+0\.8333\s+0\.6000\s+0\.\d{4}", output);
        Assert.Matches(@"sentiment\s+0\.7333", output);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public void The_target_is_found_from_the_datas_labels()
    {
        _files.Write("data.csv", "comment,mood\nhappy,positive\nsad,negative\n");
        JsonObject report = Json.Object(Eval("data.csv", "--text", "comment", "--labels", "mood", "--json").Expect(0).Output);
        Assert.Equal("sentiment", report["target"]!.GetValue<string>());
        Assert.Equal(1, Figure(report, "macro", "f1"));
    }

    [Fact]
    public void Separator_map_decision_and_unknown_labels_are_options()
    {
        _files.Write("data.tsv", "text\tlabels\nthe\tglad|odd\nsad\tblue\nangry\todd\n");
        _files.Write("map.tsv", "glad\tjoy\nblue\tsadness\n");
        JsonObject report = Json.Object(Eval(
            "data.tsv", "--separator", "|", "--map", _files["map.tsv"], "--unknown-labels", "ignore", "--decision", "top", "--only-labels-in-data", "--json").Expect(0).Output);
        Assert.Equal(1, report["exact_match"]!.GetValue<double>());
        Assert.Equal(2, report["ignored_labels"]!["odd"]!.GetValue<int>());
        Assert.Equal(1, report["left_out"]!.GetValue<int>());
        Assert.Equal(2, report["labels"]!.AsArray().Count);
    }

    [Fact]
    public void A_label_that_the_model_lacks_is_an_error_with_its_line()
    {
        _files.Write("data.tsv", "text\tlabels\nhappy\tjoy\nsad\tmelancholy\n");
        CommandResult result = Eval("data.tsv").Expect(3);
        Assert.Contains("melancholy", result.Error);
        Assert.Contains(":3:", result.Error);
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_reported_and_left_out()
    {
        _files.Write("data.tsv", "text\tlabels\nhappy\tjoy\none cell\nsad\tsadness\n");
        CommandResult result = Eval("data.tsv", "--json").Expect(4);
        Assert.Contains(":3: ", result.Error);
        Assert.Equal(1, Json.Object(result.Output)["unreadable"]!.GetValue<int>());
        Assert.Equal(2, Json.Object(result.Output)["texts"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("text\tlabels\n", "no labelled text")]
    [InlineData("text\tmood\nhappy\tjoy\n", "'labels'")]
    [InlineData("", "empty")]
    public void A_file_without_labels_or_texts_is_bad_input(string content, string expected)
    {
        _files.Write("data.tsv", content);
        Assert.Contains(expected, Eval("data.tsv").Expect(3).Error);
    }

    [Fact]
    public void A_grouping_that_the_model_lacks_is_wrong_usage()
    {
        _files.Write("data.tsv", Data);
        Assert.Contains("there is no grouping 'ekman'", Eval("data.tsv", "--target", "ekman").Expect(2).Error);
    }

    [Fact]
    public void A_text_that_is_refused_for_its_length_is_told_with_its_line()
    {
        string many = string.Concat(Enumerable.Repeat("happy\tjoy\n", 600));
        _files.Write("data.tsv", $"text\tlabels\n{many}{string.Concat(Enumerable.Repeat("happy ", 20))}\tjoy\nsad\tsadness\n");
        CommandResult result = Eval("data.tsv", "--long", "refuse").Expect(3);
        Assert.Contains($"{_files["data.tsv"]}:602: the text has more than the 16 tokens", result.Error);
    }

    [Fact]
    public void Brackets_and_escapes_in_names_are_shown_and_not_obeyed()
    {
        _files.Write("data[red].tsv", "text\tlabels\nhappy\tjoy\nsad\t[bold]\e[2J\n");
        string output = Eval("data[red].tsv", "--unknown-labels", "ignore").Expect(0).Output;
        Assert.Contains("data[red].tsv", output);
        Assert.Contains("'[bold]␛[2J'", output);
    }

    public void Dispose() => _files.Dispose();

    private static double Figure(JsonObject report, string average, string figure) => report[average]![figure]!.GetValue<double>();

    private CommandResult Eval(string data, params string[] args) => Emotion.Run(["eval", _files[data], "-m", _files.Bundle.Path, .. args]);
}
