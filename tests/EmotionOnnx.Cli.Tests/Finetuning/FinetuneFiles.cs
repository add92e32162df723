using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Finetuning;

/// <summary>A small data set for the sum bundle, and a trainer of a few lines of shell that hands the bundle's own graph back.</summary>
internal sealed class FinetuneFiles : IDisposable
{
    public const string Csv = "text,labels\nhappy,joy\nsad,sadness\nangry,anger\nhappy !,joy\nsad sad,sadness\nangry angry,anger\n";
    public const string DevCsv = "text,labels\nvery happy,joy\nsad !,sadness\nthe angry,anger\n";

    private readonly TemporaryFolder _folder = new();
    private readonly SumBundle _bundle = new(problemType: "single_label_classification");

    public FinetuneFiles()
    {
        Write("train.csv", Csv);
        Write("dev.csv", DevCsv);
        Write("labels.txt", "joy\nsadness\nanger\n");
        Trainer();
    }

    public string Folder => _folder.Path;

    public string Model => _folder["model"];

    public string Bundle => _bundle.Path;

    public string this[string name] => _folder[name];

    public string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }

    /// <summary>Writes the trainer: what it does before it begins, and before its graph is there.</summary>
    public void Trainer(string first = "", string inTheMiddle = "") => Write("trainer.sh", $$"""
        OUT=$(sed -n 's/^ *"output": "\(.*\)",$/\1/p' "$1")
        W='{{_folder.Path}}'
        {{first}}
        echo '{"event":"start","steps":2,"device":"cpu","precision":"float32","resumed_from":0}'
        echo '{"event":"step","step":1,"steps":2,"epoch":1,"loss":0.7,"texts_per_second":10,"seconds":1}'
        {{inTheMiddle}}
        echo '{"event":"epoch","epoch":1,"epochs":1,"metrics":{"macro_f1":0.5,"loss":0.7},"best":true,"seconds":2}'
        cp '{{_bundle["model.onnx"]}}' '{{_bundle["config.json"]}}' "$OUT" || exit 1
        rm -f "$OUT/checkpoint.pt"
        echo '{"event":"done","float32":"model.onnx","int8":null,"logits":null}'
        """.ReplaceLineEndings("\n") + "\n");

    /// <summary>The arguments of a run that works, and more.</summary>
    public string[] Arguments(params string[] more) =>
    [
        "finetune", "--train", _folder["train.csv"], "--dev", _folder["dev.csv"], "--label-file", _folder["labels.txt"], "--base", _bundle.Path, "--max-tokens", "16",
        "--trainer", $"sh '{_folder["trainer.sh"]}' {{request}}", "-o", Model, .. more,
    ];

    public CommandResult Run(params string[] more) => Emotion.Run(Arguments(more));

    public JsonObject Request() => Json.Object(File.ReadAllText(Path.Combine($"{Model}.work", "request.json")));

    public void Dispose()
    {
        _folder.Dispose();
        _bundle.Dispose();
    }
}
