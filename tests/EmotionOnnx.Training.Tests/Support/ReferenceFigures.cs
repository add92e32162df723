using System.Text.Json;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Support;

/// <summary>What scikit-learn says (tools/reference/metrics.py).</summary>
internal sealed class ReferenceFigures
{
    private readonly JsonElement _json;

    private ReferenceFigures(JsonElement json) => _json = json;

    public static ReferenceFigures MultiLabel { get; } = Read("multi_label");

    public static ReferenceFigures SingleLabel { get; } = Read("single_label");

    public JsonElement this[string name] => _json.GetProperty(name);

    public LabelMatrix Gold => new(
        this["gold"][0].GetArrayLength(), [.. this["gold"].EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetInt32() == 1)]);

    public float[] Floats(string name) => [.. Flatten(this[name]).Select(value => value.GetSingle())];

    public double Number(string name) => this[name].GetDouble();

    public string[] Strings(string name) => [.. this[name].EnumerateArray().Select(value => value.GetString()!)];

    private static IEnumerable<JsonElement> Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flatten) : [element];

    private static ReferenceFigures Read(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Fixture.Path("sklearn.json"))).RootElement.GetProperty(name));
}
