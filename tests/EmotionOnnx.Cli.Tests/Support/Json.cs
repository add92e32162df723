using System.Text.Json.Nodes;

namespace EmotionOnnx.Cli.Tests.Support;

internal static class Json
{
    public static JsonObject Object(string line) => JsonNode.Parse(line)!.AsObject();

    public static string[] LabelsOf(JsonObject line, string property = "labels") => [.. line[property]!.AsArray().Select(label => label!["label"]!.GetValue<string>())];
}
