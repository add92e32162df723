using System.Globalization;
using System.Security.Cryptography;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// What must be the same for a run to go on where another stopped: the input, the model, and every option that changes
/// what is written. Names and values, so that an error can say which one differs.
/// </summary>
internal static class RunIdentity
{
    // The head of the input that is compared besides its size and time: enough to tell files apart, and read at once.
    private const int HeadBytes = 1024 * 1024;

    public static SortedDictionary<string, string> Of(BatchRequest request, bool canResume, ModelBundle bundle, EmotionClassifierOptions options) => new(StringComparer.Ordinal)
    {
        ["input"] = canResume ? OfInput(request.Input) : "a pipe",
        ["model"] = OfModel(bundle),
        ["--text"] = request.Table.TextColumn,
        ["--input-format"] = $"{request.Table.Format}",
        ["--delimiter"] = $"{request.Table.Delimiter}",
        ["--quotes"] = $"{request.Table.Quoted}",
        ["--no-header"] = $"{!request.Table.HasHeader}",
        ["--format"] = $"{request.Format}",
        ["--keep"] = request.Keep is null ? "(all)" : string.Join(',', request.Keep),
        ["--all"] = $"{request.View.All}",
        ["--group"] = string.Join(',', request.View.Groups),
        ["--errors"] = request.Errors is null ? "" : Path.GetFullPath(request.Errors),
        ["--threshold"] = string.Create(CultureInfo.InvariantCulture, $"{options.Threshold}"),
        ["--max-tokens"] = string.Create(CultureInfo.InvariantCulture, $"{options.MaxTokens}"),
        ["--long"] = $"{options.LongText}",
    };

    /// <summary>The name of what differs between two runs, or null.</summary>
    public static string? Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        now.Keys.FirstOrDefault(key => !before.TryGetValue(key, out string? value) || value != now[key]);

    private static string OfInput(string path)
    {
        var file = new FileInfo(path);
        using FileStream stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] head = new byte[Math.Min(HeadBytes, stream.Length)];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        string hash = Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, read)));
        return string.Create(CultureInfo.InvariantCulture, $"{stream.Length} bytes, {file.LastWriteTimeUtc:O}, {hash}");
    }

    // emotion.json lists the hashes of all other files; without it the graph's size and time stand for them.
    private static string OfModel(ModelBundle bundle)
    {
        string description = Path.Combine(bundle.Path, bundle.HasManifest ? "emotion.json" : "config.json");
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(description)));
        var graph = new FileInfo(bundle.GraphPath);
        return bundle.HasManifest ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash}, {graph.Length} bytes, {graph.LastWriteTimeUtc:O}");
    }
}
