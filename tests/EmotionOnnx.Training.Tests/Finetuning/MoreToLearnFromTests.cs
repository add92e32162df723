using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>Teachers, more data sets, and tokens that the base does not know.</summary>
public sealed class MoreToLearnFromTests : IDisposable
{
    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void A_teachers_logits_are_written_in_the_order_of_the_labels()
    {
        // The same graph under labels in another order: its first column is the anger of ours.
        using var teacher = new SumBundle(labels: ["anger", "joy", "sadness"]);
        _trainer.Run(FakeTrainer.Good, options => options with { Teachers = [teacher.Path], KeepWork = true });
        byte[] bytes = File.ReadAllBytes(_trainer.ReadRequest()["teachers"]![0]!["train"]!.GetValue<string>());
        float[] logits = [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, i * 4))];
        Assert.Equal(18, logits.Length);

        // happy: 2, -1, 0 are the teacher's anger, joy, sadness.
        Assert.Equal([-1, 0, 2], logits[..3]);
        Assert.Equal([2, 0, -1], logits[3..6]);
    }

    [ShellFact]
    public void A_teacher_with_other_labels_is_refused()
    {
        using var teacher = new SumBundle(labels: ["joy", "sadness", "fear"]);
        Assert.Contains("a teacher must know those that are learned, joy, sadness, anger, and no others", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Teachers = [teacher.Path] }));
    }

    [ShellFact]
    public void More_data_has_labels_of_its_own_and_no_text_that_is_measured_on()
    {
        var more = new LabelledDataset("more.csv", [new("very very", ["calm", "happy"]), new("VERY  happy", ["happy"]), new("the", []), new("angry !", ["loud"])]);
        _trainer.Run(FakeTrainer.Good, options => options with { Auxiliary = [new AuxiliaryDataset("more", more)], KeepWork = true });
        JsonNode auxiliary = _trainer.ReadRequest()["auxiliary"]![0]!;
        Assert.Equal(("more", "multi_label"), (auxiliary["name"]!.GetValue<string>(), auxiliary["kind"]!.GetValue<string>()));
        Assert.Equal("""["calm","happy","loud"]""", auxiliary["labels"]!.ToJsonString());
        Assert.Equal(
            ["""{"text":"very very","labels":[0,1],"ids":[2,7,7,3]}""", """{"text":"the","labels":[],"ids":[2,8,3]}""", """{"text":"angry !","labels":[2],"ids":[2,6,10,3]}"""],
            File.ReadAllLines(auxiliary["train"]!.GetValue<string>()));
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark { Text: "more: 1 text left out that dev or test have too" });
    }

    [ShellFact]
    public void More_data_with_one_label_is_refused() => Assert.Contains(
        "there is nothing to learn from it",
        _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Auxiliary = [new AuxiliaryDataset("more", new LabelledDataset("more.csv", [new("very", ["a"])]))] }));

    [ShellFact]
    public void A_run_with_other_data_or_teachers_is_another_run()
    {
        using var teacher = new SumBundle(labels: ["joy", "sadness", "anger"]);
        var more = new LabelledDataset("more.csv", [new("very", ["a"]), new("the", ["b"])]);
        FinetuneOptions With(FinetuneOptions options) => options with { Auxiliary = [new AuxiliaryDataset("more", more)], Teachers = [teacher.Path] };
        _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\necho state > $OUT/checkpoint.pt\nexit 1", With);
        Assert.Contains("request.auxiliary differs", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => With(options) with { Resume = true, Auxiliary = [] }));
        Assert.Contains("sha256.auxiliary1 differs", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => With(options) with
        {
            Resume = true,
            Auxiliary = [new AuxiliaryDataset("more", new LabelledDataset("more.csv", [new("very", ["a"]), new("sad !!", ["b"])]))],
        }));
        _trainer.Run(FakeTrainer.Good, options => With(options) with { Resume = true });
        Assert.True(Directory.Exists(_trainer.Output));
    }

    [ShellFact]
    public void Tokens_can_be_added_to_a_tokenizer_json_alone() => Assert.Contains(
        "tokens can be added to a tokenizer.json; the base has none",
        _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { AddedTokens = [new AddedToken("😀", "happy")] }));

    [ShellFact]
    public void An_added_token_has_the_next_number_and_the_pieces_of_its_name()
    {
        string message = _trainer.Fails<TrainerException>("exit 1", options => options with
        {
            Base = EnglishModel.Path,
            AddedTokens = [new("😀", "grinning face"), new("happy", "happy"), new("😭", "loudly crying face"), new("😀", "twice")],
        });
        Assert.Contains("exit code 1", message);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark { Text: "2 of the 4 tokens to be added are known already, or stand twice, and are left as they are" });
        JsonArray added = _trainer.ReadRequest()["added_tokens"]!.AsArray();
        var tokenizer = Tokenizer.Load(EnglishModel.Path);
        Assert.Equal(["😀", "😭"], added.Select(token => token!["token"]!.GetValue<string>()));
        Assert.Equal([30522, 30523], added.Select(token => token!["id"]!.GetValue<int>()));
        Assert.Equal(tokenizer.Encode("loudly crying face", new EncodeOptions { AddSpecialTokens = false }).Ids.ToArray(), added[1]!["pieces"]!.AsArray().Select(id => id!.GetValue<int>()));
        Assert.Equal(30522, _trainer.ReadRequest()["vocabulary_size"]!.GetValue<int>());
        int face = tokenizer.TokenToId("face")!.Value;
        Assert.Equal([101, 30522, face, 30523, 102], Tokenizer.Load(Path.Combine(_trainer.Work, "tokenizer")).Encode("😀face 😭").Ids.ToArray());
        Assert.Contains("has no word that the base knows", _trainer.Fails<FinetuneException>("exit 1", options => options with { Base = EnglishModel.Path, AddedTokens = [new("😀", "☂\u0378")] }));
    }
}
