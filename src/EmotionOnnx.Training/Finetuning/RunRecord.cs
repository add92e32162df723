using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>What must be the same for a run to go on where another stopped: the request, the data, the base. Names and values, so that an error can say which differs.</summary>
internal static class RunRecord
{
    private const int LongestValue = 40;

    public static JsonObject Of(TrainerRequest request, IEnumerable<(string Name, string Hash)> files)
    {
        JsonNode fields = JsonSerializer.SerializeToNode(request, ContractJson.Default.TrainerRequest)!;
        fields.AsObject().Remove("resume");
        var hashes = new JsonObject();
        foreach ((string name, string hash) in files)
        {
            hashes[name] = hash;
        }

        return new JsonObject { ["request"] = fields, ["sha256"] = hashes };
    }

    public static void Write(string path, JsonObject record) => AtomicFile.Write(path, record.ToJsonString(ContractJson.Default.Options) + "\n");

    /// <exception cref="FinetuneException">Something differs.</exception>
    public static void Check(string path, JsonObject now)
    {
        JsonNode? before;
        try
        {
            before = JsonNode.Parse(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new FinetuneException($"{path} is damaged; without --resume the run begins again.", e);
        }

        if (FirstDifference("", before, now) is { } different)
        {
            throw new FinetuneException($"the stopped run was another one: {different} ({path}). The same command with --resume goes on; without it and with --overwrite it begins again.");
        }
    }

    public static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string? FirstDifference(string path, JsonNode? before, JsonNode? now)
    {
        if (before is JsonObject a && now is JsonObject b)
        {
            return a.Select(property => property.Key).Union(b.Select(property => property.Key))
                .Select(key => FirstDifference(path.Length == 0 ? key : $"{path}.{key}", a[key], b[key]))
                .FirstOrDefault(difference => difference is not null);
        }

        // Numbers that were read from a file and those that are about to be written are compared as they are written.
        return before?.ToJsonString() == now?.ToJsonString() ? null : $"{path} differs{Values(before, now)}";
    }

    /// <summary>Both values, where they are short enough to say something.</summary>
    private static string Values(JsonNode? before, JsonNode? now)
    {
        (string first, string second) = (before?.ToJsonString() ?? "none", now?.ToJsonString() ?? "none");
        return first.Length > LongestValue || second.Length > LongestValue ? "" : $" ({first} there, {second} now)";
    }
}
