using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Support;

/// <summary>
/// The sum bundle with an emotion.json: thresholds 0.6, and a grouping. Scores known by hand: "happy" is joy
/// sigmoid(2) = 0.881, sadness sigmoid(-1) = 0.269, anger 0.5; "the" is 0.5 for each.
/// </summary>
internal sealed class GroupedBundle : IDisposable
{
    private readonly SumBundle _bundle = new();

    public GroupedBundle(Action<JsonObject>? edit = null) => _bundle.WriteManifest(manifest =>
    {
        manifest["name"] = "sum";
        manifest["version"] = "1.2.3";
        manifest["thresholds"] = new JsonObject { ["joy"] = 0.6, ["sadness"] = 0.6, ["anger"] = 0.6 };
        manifest["groups"] = new JsonObject
        {
            ["sentiment"] = new JsonObject { ["joy"] = "positive", ["sadness"] = "negative", ["anger"] = "negative" },
        };
        edit?.Invoke(manifest);
    });

    public string Path => _bundle.Path;

    public string this[string name] => _bundle[name];

    public void Dispose() => _bundle.Dispose();
}
