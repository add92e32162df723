using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>What a trainer has told of a run, kept in the work folder, so that a run that was stopped and goes on knows its earlier epochs too.</summary>
internal sealed class TrainingHistory
{
    private readonly string _path;
    private readonly List<FinetuneProgress.EpochEnded> _epochs = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _before;

    private TrainingHistory(string path) => _path = path;

    public IReadOnlyList<FinetuneProgress.EpochEnded> Epochs => _epochs;

    public FinetuneProgress.TrainingStarted? Started { get; private set; }

    /// <summary>How long the trainer took until the last call of <see cref="Save"/>; of an earlier part that was killed, until its last epoch's end.</summary>
    public TimeSpan Recorded { get; private set; }

    /// <summary>Begins with what an earlier part of the run has left, if there is one.</summary>
    public static TrainingHistory Open(string path)
    {
        var history = new TrainingHistory(path);
        if (File.Exists(path))
        {
            try
            {
                history.Read(JsonNode.Parse(File.ReadAllText(path))!);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                // A report without the first epochs is better than no model.
                history._epochs.Clear();
            }
        }

        return history;
    }

    public void Add(FinetuneProgress.TrainingStarted started) => Started = started;

    /// <summary>An epoch that was begun again stands in place of the first time.</summary>
    public void Add(FinetuneProgress.EpochEnded epoch)
    {
        _epochs.RemoveAll(earlier => earlier.Number >= epoch.Number);
        _epochs.Add(epoch);
        Save();
    }

    public void Save()
    {
        Recorded = _before + Stopwatch.GetElapsedTime(_start);
        var json = new JsonObject
        {
            ["seconds"] = Recorded.TotalSeconds,
            ["steps"] = Started?.Steps,
            ["device"] = Started?.Device,
            ["precision"] = Started?.Precision,
            ["epochs"] = new JsonArray([.. _epochs.Select(epoch => (JsonNode)new JsonObject
            {
                ["epoch"] = epoch.Number,
                ["epochs"] = epoch.Epochs,
                ["best"] = epoch.IsBest,
                ["metrics"] = new JsonObject(epoch.Metrics.Where(metric => double.IsFinite(metric.Value)).Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value))),
            })]),
        };
        AtomicFile.Write(_path, json.ToJsonString());
    }

    private void Read(JsonNode json)
    {
        Recorded = _before = TimeSpan.FromSeconds((double)json["seconds"]!);
        if (json["device"] is { } device)
        {
            Started = new FinetuneProgress.TrainingStarted((int)json["steps"]!, (string)device!, (string)json["precision"]!, ResumedFrom: 0);
        }

        foreach (JsonNode? epoch in json["epochs"]!.AsArray())
        {
            Dictionary<string, double> metrics = epoch!["metrics"]!.AsObject().ToDictionary(metric => metric.Key, metric => (double)metric.Value!, StringComparer.Ordinal);
            _epochs.Add(new FinetuneProgress.EpochEnded((int)epoch["epoch"]!, (int)epoch["epochs"]!, metrics, (bool)epoch["best"]!));
        }
    }
}
