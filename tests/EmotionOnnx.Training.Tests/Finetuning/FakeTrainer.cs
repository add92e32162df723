using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>
/// A fine-tuning of the sum bundle (logits known by hand) with trainers that are a few lines of shell: some good, most of them bad.
/// <c>$OUT</c> is the trainer's output folder, <c>$GOOD</c> a folder with what a good one leaves there.
/// </summary>
internal sealed class FakeTrainer : IDisposable
{
    public const string Start = """echo '{"event":"start","steps":2,"device":"cpu","precision":"float32","resumed_from":0}'""";
    public const string Export = "mkdir -p $OUT/float32 && cp $GOOD/model.onnx $OUT/float32/model.onnx && cp $GOOD/config.json $OUT/config.json && cp $GOOD/dev.f32 $OUT/dev.f32";
    public const string Done = """echo '{"event":"done","float32":"float32/model.onnx","int8":null,"logits":{"dev":"dev.f32","test":null}}'""";
    public const string Good = $$"""
        {{Start}}
        echo '{"event":"step","step":1,"steps":2,"epoch":1,"loss":0.7,"texts_per_second":10.5,"seconds":1}'
        echo '{"event":"epoch","epoch":1,"epochs":1,"metrics":{"macro_f1":0.5,"loss":0.7},"best":true,"seconds":2}'
        {{Export}}
        echo '{"event":"export","file":"float32/model.onnx"}'
        {{Done}}
        """;

    private static readonly string[] Labels = ["joy", "sadness", "anger"];
    private readonly TemporaryFolder _folder = new();
    private readonly SumBundle _base;
    private readonly SumBundle _good;

    public FakeTrainer(string goodGraph = "sum.onnx", string problemType = "single_label_classification", string[]? goodLabels = null)
    {
        _base = new SumBundle();
        _good = new SumBundle(goodGraph, problemType, goodLabels);
        WriteLogits(DevLogits);
    }

    // happy (2, -1, 0), sad (-1, 2, 0), angry (-1, 0, 2), very (.5, .5, .5), ! (.25, 0, .25): dev's three texts.
    public static float[] DevLogits => [2.5f, -0.5f, 0.5f, -0.75f, 2, 0.25f, -1, 0, 2];

    public static DatasetSplits Splits => new()
    {
        Labels = Labels,
        Train = new LabelledDataset("train.csv", [new("happy", ["joy"], 2), new("sad", ["sadness"], 3), new("angry", ["anger"], 4), new("happy !", ["joy"], 5), new("sad sad", ["sadness"], 6), new("angry angry", ["anger"], 7)]),
        Dev = new LabelledDataset("dev.csv", [new("very happy", ["joy"], 2), new("sad !", ["sadness"], 3), new("the angry", ["anger"], 4)]),
    };

    public string Output => _folder["model"];

    public string Work => _folder["model.work"];

    public string this[string name] => _folder[name];

    public string BasePath => _base.Path;

    public SumBundle GoodFiles => _good;

    public List<FinetuneProgress> Told { get; } = [];

    public FinetuneOptions Options(string script) => new()
    {
        Output = Output,
        Base = _base.Path,
        Trainer = new TrainerCommand("sh", Write(script), TrainerCommand.RequestPlaceholder),
        MaxTokens = 16,
    };

    public FinetuneResult Run(string script, Func<FinetuneOptions, FinetuneOptions>? edit = null, DatasetSplits? splits = null, CancellationToken cancellationToken = default) =>
        Finetuner.Run(splits ?? Splits, (edit ?? (options => options))(Options(script)), new Forward<FinetuneProgress>(Told.Add), cancellationToken);

    /// <summary>Runs it, expects it to fail, and gives the message. Nothing may stand where the bundle was to be.</summary>
    public string Fails<T>(string script, Func<FinetuneOptions, FinetuneOptions>? edit = null)
        where T : Exception
    {
        T error = Assert.Throws<T>(() => Run(script, edit));
        Assert.False(Directory.Exists(Output));
        return error.Message;
    }

    public void WriteLogits(params float[] logits) => File.WriteAllBytes(_good["dev.f32"], [.. logits.SelectMany(BitConverter.GetBytes)]);

    public JsonObject ReadRequest() => JsonNode.Parse(File.ReadAllText(Path.Combine(Work, "request.json")))!.AsObject();

    public void Dispose()
    {
        _folder.Dispose();
        _base.Dispose();
        _good.Dispose();
    }

    private string Write(string script)
    {
        File.WriteAllText(_folder["trainer.sh"], $"OUT='{Path.Combine(Work, "output")}'\nGOOD='{_good.Path}'\nWORK='{_folder.Path}'\n{script.ReplaceLineEndings("\n")}\n");
        return _folder["trainer.sh"];
    }
}

/// <summary>A test with a trainer that is a few lines of shell; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The fake trainers are shell scripts.";
        }
    }
}

/// <summary>The same with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The fake trainers are shell scripts.";
        }
    }
}
