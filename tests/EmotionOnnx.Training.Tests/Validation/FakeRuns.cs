using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Validation;

/// <summary>
/// Validations of the sum bundle with a trainer of a few lines of shell that hands the bundle's own graph back and notes each start and end with its run's folder and seed.
/// <c>$RUN</c> is the run's folder, <c>$OUT</c> the trainer's output folder, <c>$W</c> a folder for notes.
/// </summary>
internal sealed class FakeRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SumBundle _base = new(problemType: "single_label_classification");

    // The graph finds joy in "happy sad", a tie that the first label wins; of six such texts the data says so for three. All else is found.
    public static DatasetSplits Splits
    {
        get
        {
            (string Text, string Label)[] kinds = [("happy", "joy"), ("sad", "sadness"), ("angry", "anger"), ("very happy", "joy"), ("sad !", "sadness"), ("happy sad", "joy")];
            LabelledText[] items = [.. Enumerable.Range(0, 36).Select(i => new LabelledText($"{kinds[i % 6].Text} {i}", [i % 12 == 11 ? "sadness" : kinds[i % 6].Label], i + 2))];
            return new DatasetSplits { Labels = ["joy", "sadness", "anger"], Train = new LabelledDataset("train.csv", items[..27]), Dev = new LabelledDataset("dev.csv", items[27..]) };
        }
    }

    public static ValidationOptions Folds(int count) => new() { Kind = ValidationKind.Folds, Runs = count };

    public static ValidationOptions Repeats(int count) => new() { Kind = ValidationKind.Repeats, Runs = count };

    public string Output => _folder["model"];

    public string Work => _folder["model.work"];

    public string Figures => _folder["model.validation.json"];

    public string this[string name] => _folder[name];

    public List<FinetuneProgress> Told { get; } = [];

    /// <summary>The runs whose trainer was started, in order: the run's folder.</summary>
    public string[] Starts => Lines("starts");

    /// <summary>Those whose trainer came to its end.</summary>
    public string[] Ends => Lines("ends");

    public FinetuneResult Run(ValidationOptions? validation, Func<FinetuneOptions, FinetuneOptions>? edit = null, string first = "", string middle = "", DatasetSplits? splits = null, IProgress<FinetuneProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var options = new FinetuneOptions
        {
            Output = Output,
            Base = _base.Path,
            Trainer = new TrainerCommand("sh", Write(first, middle), TrainerCommand.RequestPlaceholder),
            MaxTokens = 16,
            Validation = validation,
        };
        return Finetuner.Run(splits ?? Splits, (edit ?? (same => same))(options), progress ?? new Forward<FinetuneProgress>(Told.Add), cancellationToken);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _base.Dispose();
    }

    private string[] Lines(string name) => File.Exists(_folder[name]) ? File.ReadAllLines(_folder[name]) : [];

    private string Write(string first, string middle)
    {
        File.WriteAllText(_folder["trainer.sh"], $$"""
            OUT=$(sed -n 's/^ *"output": "\(.*\)",$/\1/p' "$1")
            SEED=$(sed -n 's/^ *"seed": \(.*\),$/\1/p' "$1")
            RUN=$(basename "$(dirname "$OUT")")
            W='{{_folder.Path}}'
            echo "$RUN" >> $W/starts
            ls "$W/model.work/runs" 2>/dev/null | wc -l >> $W/folders
            echo "$SEED" >> $W/seeds
            {{first}}
            echo '{"event":"start","steps":2,"device":"cpu","precision":"float32","resumed_from":0}'
            echo '{"event":"step","step":1,"steps":2,"epoch":1,"loss":0.7,"texts_per_second":10,"seconds":1}'
            {{middle}}
            echo '{"event":"epoch","epoch":1,"epochs":1,"metrics":{"macro_f1":0.5,"loss":0.7},"best":true,"seconds":2}'
            cp '{{_base["model.onnx"]}}' '{{_base["config.json"]}}' "$OUT" || exit 1
            rm -f "$OUT/checkpoint.pt"
            echo "$RUN" >> $W/ends
            echo '{"event":"done","float32":"model.onnx","int8":null,"logits":null}'
            """.ReplaceLineEndings("\n") + "\n");
        return _folder["trainer.sh"];
    }
}
