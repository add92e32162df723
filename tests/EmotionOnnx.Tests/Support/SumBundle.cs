using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Tests.Support;

/// <summary>
/// A bundle whose graph adds up a row of numbers per token (tools/reference/make_test_graphs.py), so that every logit is known:
/// happy (2, -1, 0), sad (-1, 2, 0), angry (-1, 0, 2), very (.5, .5, .5), ! (.25, 0, .25), all else 0; labels joy, sadness, anger.
/// </summary>
internal sealed class SumBundle : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SumBundle(string graph = "sum.onnx", string problemType = "multi_label_classification", string[]? labels = null, int maxPositions = 16)
    {
        labels ??= ["joy", "sadness", "anger"];
        File.Copy(Fixture.Graph(graph), _folder["model.onnx"]);
        File.Copy(Fixture.Graph("vocab.txt"), _folder["vocab.txt"]);
        var map = new JsonObject();
        for (int i = 0; i < labels.Length; i++)
        {
            map[$"{i}"] = labels[i];
        }

        WriteConfig(new JsonObject
        {
            ["model_type"] = "bert",
            ["problem_type"] = problemType,
            ["id2label"] = map,
            ["max_position_embeddings"] = maxPositions,
            ["vocab_size"] = 12,
        });
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public void WriteConfig(JsonObject config) => File.WriteAllText(_folder["config.json"], config.ToJsonString());

    public void EditConfig(Action<JsonObject> edit)
    {
        JsonObject config = JsonNode.Parse(File.ReadAllText(_folder["config.json"]))!.AsObject();
        edit(config);
        WriteConfig(config);
    }

    /// <summary>Writes an emotion.json with the files' real hashes, after an edit.</summary>
    public void WriteManifest(Action<JsonObject>? edit = null)
    {
        var files = new JsonObject();
        foreach (string name in new[] { "model.onnx", "config.json", "vocab.txt" })
        {
            byte[] bytes = File.ReadAllBytes(_folder[name]);
            files[name] = new JsonObject { ["size"] = bytes.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        }

        var manifest = new JsonObject { ["schema_version"] = 1, ["files"] = files };
        edit?.Invoke(manifest);
        File.WriteAllText(_folder["emotion.json"], manifest.ToJsonString());
    }

    public EmotionClassifier Load(EmotionClassifierOptions? options = null) => EmotionClassifier.Load(Path, options);

    public void Dispose() => _folder.Dispose();
}
