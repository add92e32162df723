using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Finetuning;

public sealed class DataCheckTests : IDisposable
{
    private readonly FinetuneFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_table_has_rows_labels_and_lengths()
    {
        string output = Check("--dev", _files["dev.csv"]).Expect(0).Output;
        Assert.Matches(@"train\s+6\s+0\s+0\s+0\s+0\s+0\s+0\s+3\s+4\s+4\s+0 \(0\.0 %\)", output);
        Assert.Matches(@"sadness\s+2\s+1", output);
        Assert.Contains("3 labels, one per text, as the data looks (--kind multi says otherwise):", output);
        Assert.Contains("note: fewer than 10 texts of train have 'anger' (2)", output);
        Assert.EndsWith("A training can begin.\n", output);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public void What_stops_a_training_ends_in_the_exit_code_of_bad_input()
    {
        _files.Write("test.csv", "text,labels\nsad,joy\nthe,fear\n");
        string output = Check("--dev", _files["dev.csv"], "--test", _files["test.csv"]).Expect(3).Output;
        Assert.Contains("stop: the same texts in two splits: 1 row of test is in train", output);
        Assert.Contains("stop: the label 'fear' is in dev or test and never in train", output);
        Assert.Contains("train and test: 1 text of test is in train too (1 to the letter, 1 with other labels).", output);
        Assert.EndsWith("No training begins on this.\n", output);
        Check("--dev", _files["dev.csv"], "--test", _files["test.csv"], "--allow", "leaks", "--allow", "unseen-labels").Expect(0);
    }

    [Fact]
    public void Rows_that_cannot_be_read_end_in_their_exit_code_as_in_a_training()
    {
        _files.Write("train.csv", FinetuneFiles.Csv + "one cell\n");
        Assert.Contains("1 row can't be read", Check("--dev", _files["dev.csv"]).Expect(4).Output);
    }

    [Fact]
    public void Json_has_everything()
    {
        _files.Write("train.csv", FinetuneFiles.Csv + "happy,anger\n,joy\n");
        JsonObject report = Json.Object(Check("--dev", _files["dev.csv"], "--max-tokens", "3", "--json").Expect(0).Output);
        Assert.False(report["stops"]!.GetValue<bool>());
        Assert.Equal("single_label", report["kind"]!.GetValue<string>());
        Assert.Equal(["anger", "joy", "sadness"], report["labels"]!.AsArray().Select(label => label!.GetValue<string>()));
        JsonObject train = report["splits"]!["train"]!.AsObject();
        Assert.Equal((8, 1, 1, 1), (Int(train, "rows"), Int(train, "empty"), Int(train, "duplicates"), Int(train, "conflicts")));

        // happy 3, sad 3, angry 3, happy ! 4, sad sad 4, angry angry 4, happy 3, nothing 2 tokens.
        Assert.Equal("{\"mean\":3.25,\"median\":3,\"percentile_95\":4,\"longest\":4,\"cut\":3}", train["tokens"]!.ToJsonString());
        Assert.Equal("{\"anger\":3,\"joy\":3,\"sadness\":2}", train["labels"]!.ToJsonString());
        Assert.Contains(report["problems"]!.AsArray(), problem => problem!["kind"]!.GetValue<string>() == "conflict" && problem["examples"]![0]!.GetValue<string>() == "train.csv:2 [joy], train.csv:8 [anger]: \"happy\"");
        Assert.Equal("train", report["overlaps"]![0]!["first"]!.GetValue<string>());
    }

    [Fact]
    public void Splits_are_made_and_said()
    {
        _files.Write("all.tsv", "words\tmoods\twho\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"text {i}\t{(i % 2 == 0 ? "a|b" : "b")}\tauthor {i / 4}\n")));
        JsonObject report = Json.Object(Emotion.Run(
            "data", "check", "--train", _files["all.tsv"], "--text", "words", "--labels", "moods", "--separator", "|", "--group-column", "who", "--dev-share", "0.2", "--test-share", "0.2", "--base", _files.Bundle, "--json").Expect(0).Output);
        Assert.Equal("multi_label", report["kind"]!.GetValue<string>());
        Assert.Equal([24, 8, 8], new[] { "train", "dev", "test" }.Select(split => Int(report["splits"]![split]!.AsObject(), "rows")));
        Assert.Contains("dev (8 rows) and test (8 rows) were taken from", report["remarks"]![0]!.GetValue<string>());
        Assert.Contains("no 'who' divided", report["remarks"]![0]!.GetValue<string>());
    }

    [Fact]
    public void Hostile_texts_and_labels_are_shown_and_not_obeyed()
    {
        _files.Write("train.csv", FinetuneFiles.Csv + "\e[2Jred,[bold]\n\e[2Jred,[bold]\n");
        string output = Check("--dev", _files["dev.csv"]).Expect(0).Output;
        Assert.DoesNotContain('\e', output);
        Assert.Contains("[bold]", output);
    }

    private static int Int(JsonObject json, string name) => json[name]!.GetValue<int>();

    private CommandResult Check(params string[] more) => Emotion.Run(["data", "check", "--train", _files["train.csv"], "--base", _files.Bundle, .. more]);
}
