using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// What must be the same for a run to go on where another stopped: the input, the model, and every option that changes
/// what is written. Names and values, so that an error can say which one differs.
/// </summary>
internal static class RunIdentity
{
    // The head of the input that is compared besides its size and time: enough to tell files apart, and read at once.
    private const int HeadBytes = 1024 * 1024;
    private const string ErrorsKey = "--errors";

    // All that a model's folder is read for; the graph's weights may stand in files beside it.
    private static readonly string[] ModelFiles = ["emotion.json", "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"];

    public static SortedDictionary<string, string> Of(BatchRequest request, bool canResume, ModelBundle bundle, EmotionClassifierOptions options) => new(StringComparer.Ordinal)
    {
        ["input"] = canResume ? OfInput(request.Input) : "a pipe",
        ["model"] = canResume ? OfModel(bundle.Path) : bundle.Path,
        ["version of this program"] = Hosting.VersionAction.Version,
        ["--text"] = request.Table.TextColumn,
        ["--input-format"] = $"{request.Table.Format}",
        ["--delimiter"] = $"{request.Table.Delimiter}",
        ["--quotes"] = $"{request.Table.Quoted}",
        ["--no-header"] = $"{!request.Table.HasHeader}",
        ["--encoding"] = request.Table.Encoding?.WebName ?? "",
        ["--format"] = $"{request.Format}",
        ["--keep"] = request.Keep is null ? "(all)" : string.Join(',', request.Keep),
        ["--all"] = $"{request.View.All}",
        ["--group"] = string.Join(',', request.View.Groups),
        [ErrorsKey] = request.Errors is null ? "" : Path.GetFullPath(request.Errors),
        ["--threshold"] = string.Create(CultureInfo.InvariantCulture, $"{options.Threshold}"),
        ["--max-tokens"] = string.Create(CultureInfo.InvariantCulture, $"{options.MaxTokens}"),
        ["--long"] = $"{options.LongText}",
    };

    /// <summary>The name of what differs between two runs, or null.</summary>
    public static string? Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        now.Keys.FirstOrDefault(key => !before.TryGetValue(key, out string? value) || value != now[key]);

    /// <summary>Whether a run's file of errors was this one.</summary>
    public static bool HasErrorsFile(IReadOnlyDictionary<string, string> run, string path) => run.TryGetValue(ErrorsKey, out string? errors) && errors == Path.GetFullPath(path);

    private static string OfInput(string path)
    {
        var file = new FileInfo(path);
        using FileStream stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] head = new byte[Math.Min(HeadBytes, stream.Length)];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        string hash = Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, read)));
        return string.Create(CultureInfo.InvariantCulture, $"{stream.Length} bytes, {file.LastWriteTimeUtc:O}, {hash}");
    }

    // The files as they are: what emotion.json says of them may be out of date, and a plain export says nothing.
    private static string OfModel(string folder)
    {
        string[] graph = [.. Directory.GetFiles(folder, "model.onnx*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in (IEnumerable<string>)[.. ModelFiles, .. graph])
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                using FileStream stream = File.OpenRead(path);
                hash.AppendData(Encoding.UTF8.GetBytes(name));
                hash.AppendData(SHA256.HashData(stream));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
