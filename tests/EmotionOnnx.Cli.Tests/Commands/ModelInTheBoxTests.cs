using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary>The command without <c>--model</c>: the English model.</summary>
public sealed class ModelInTheBoxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void It_sees_gratitude_where_somebody_says_thank_you()
    {
        JsonObject line = Json.Object(Emotion.Run("classify", "--json", "--group", "ekman", "I can't believe you did all this for me, thank you!").Expect(0).Output);
        Assert.Equal("gratitude", line["top"]!["label"]!.GetValue<string>());
        Assert.Equal("gratitude", Json.LabelsOf(line)[0]);
        Assert.Equal("joy", Json.LabelsOf(line["groups"]!.AsObject(), "ekman")[0]);
    }

    [Fact]
    public void A_batch_says_the_same_as_single_calls()
    {
        string[] texts = ["Congratulations, you did it!", "This makes me so angry.", "I miss her every day.", "What a disgusting meal", "I'm scared of the dark", "The shop opens at nine."];
        File.WriteAllLines(_folder["in.txt"], texts);
        Emotion.Run("batch", _folder["in.txt"], "-o", _folder["out.jsonl"]).Expect(0);
        string[] batch = [.. File.ReadAllLines(_folder["out.jsonl"]).Select(line => Json.Object(line)["top"]!["label"]!.GetValue<string>())];
        string[] single = [.. texts.Select(text => Json.Object(Emotion.Run("classify", "--json", text).Expect(0).Output)["top"]!["label"]!.GetValue<string>())];
        Assert.Equal(single, batch);
        Assert.True(batch.Distinct().Count() >= 5, string.Join(", ", batch));
    }

    [Fact]
    public void Its_files_are_those_that_were_measured() =>
        Assert.All(Emotion.Run("model", "verify").Expect(0).Lines, line => Assert.StartsWith("ok ", line));

    [Fact]
    public void Its_description_has_the_28_labels_with_their_groups()
    {
        JsonObject info = Json.Object(Emotion.Run("model", "info", "--json").Expect(0).Output);
        Assert.Equal("emotion-en", info["name"]!.GetValue<string>());
        Assert.Equal(28, info["labels"]!.AsArray().Count);
        Assert.All(info["labels"]!.AsArray(), label => Assert.Equal(["ekman", "sentiment"], label!["groups"]!.AsObject().Select(group => group.Key)));
    }

    public void Dispose() => _folder.Dispose();
}
