using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Training.Calibration;

/// <summary>emotion.json as it is changed: keys that are not set stay, in the schema's order.</summary>
internal sealed class ManifestFile
{
    private const string FileName = "emotion.json";

    private static readonly string[] Order =
    [
        "schema_version", "name", "version", "language", "max_tokens", "temperature", "thresholds", "groups", "text_normalization", "metrics", "files",
    ];

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _folder;
    private readonly JsonObject _root;

    private ManifestFile(string folder, JsonObject root)
    {
        _folder = folder;
        _root = root;
    }

    /// <summary>The files that are listed since <see cref="SetFiles"/>, in ordinal order.</summary>
    public IReadOnlyList<BundleFile> Files { get; private set; } = [];

    private string FilePath => Path.Combine(_folder, FileName);

    /// <summary>Reads the file, which opening the bundle has checked, or starts one.</summary>
    public static ManifestFile Read(string folder, string name)
    {
        string path = Path.Combine(folder, FileName);
        JsonObject root = File.Exists(path)
            ? JsonNode.Parse(File.ReadAllText(path))!.AsObject()
            : new JsonObject { ["schema_version"] = 1, ["name"] = name };
        return new ManifestFile(folder, root);
    }

    public void SetTemperature(float temperature) => _root["temperature"] = temperature;

    public void SetThresholds(LabelSet labels)
    {
        var thresholds = new JsonObject();
        for (int i = 0; i < labels.Count; i++)
        {
            thresholds[labels.Names[i]] = labels.Thresholds[i];
        }

        _root["thresholds"] = thresholds;
    }

    /// <summary>Puts a split's figures in the place of those that were there of the same data and split.</summary>
    public void SetMetrics(string data, string split, IEnumerable<(string Name, double Value)> figures, string processor, string? command)
    {
        JsonArray metrics = _root["metrics"] as JsonArray ?? [];
        for (int i = metrics.Count - 1; i >= 0; i--)
        {
            if (metrics[i] is JsonObject entry && (string?)entry["data"] == data && (string?)entry["split"] == split)
            {
                metrics.RemoveAt(i);
            }
        }

        foreach ((string name, double value) in figures)
        {
            var entry = new JsonObject { ["data"] = data, ["split"] = split, ["name"] = name, ["value"] = Math.Round(value, 4), ["processor"] = processor };
            if (command is not null)
            {
                entry["command"] = command;
            }

            metrics.Add((JsonNode)entry);
        }

        _root["metrics"] = metrics;
    }

    /// <summary>Every file of the folder but this one and those whose name begins with a dot, in ordinal order.</summary>
    /// <exception cref="BundleException">A file can't be read.</exception>
    public void SetFiles()
    {
        Files = [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name != FileName && !name.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .Select(Hash)];
        var files = new JsonObject();
        foreach (BundleFile file in Files)
        {
            files[file.Name] = new JsonObject { ["size"] = file.Size, ["sha256"] = file.Sha256 };
        }

        _root["files"] = files;
    }

    public void Write()
    {
        var ordered = new JsonObject();
        foreach (string key in Order.Where(_root.ContainsKey).Concat(_root.Select(entry => entry.Key).Except(Order)).ToArray())
        {
            JsonNode? value = _root[key];
            _root.Remove(key);
            ordered[key] = value;
        }

        AtomicFile.Write(FilePath, ordered.ToJsonString(Format) + "\n");
    }

    /// <summary>Writes the file, and puts back what was there where a check of it throws.</summary>
    public void Write(Action check)
    {
        // With its byte order mark, if it has one.
        string before = Encoding.UTF8.GetString(File.ReadAllBytes(FilePath));
        Write();
        try
        {
            check();
        }
        catch
        {
            AtomicFile.Write(FilePath, before);
            throw;
        }
    }

    private BundleFile Hash(string name)
    {
        string path = Path.Combine(_folder, name);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return new BundleFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BundleException(path, $"the file can't be read: {error.Message}", error);
        }
    }
}
