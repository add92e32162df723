using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>The files that a trainer says it has written, each looked at.</summary>
internal sealed class TrainerOutput
{
    private const string ConfigName = "config.json";
    private readonly string _folder;

    private TrainerOutput(string folder, TrainerEvent.Done done)
    {
        _folder = folder;
        Float32 = Resolve(done.Float32);
        Int8 = done.Int8 is null ? null : Resolve(done.Int8);
        DevLogits = done.DevLogits is null ? null : Resolve(done.DevLogits);
        TestLogits = done.TestLogits is null ? null : Resolve(done.TestLogits);
        Config = Resolve(ConfigName);
    }

    public string Float32 { get; }

    public string? Int8 { get; }

    public string? DevLogits { get; }

    public string? TestLogits { get; }

    public string Config { get; }

    /// <exception cref="TrainerException">A file is missing, empty, or outside the output folder.</exception>
    public static TrainerOutput Check(string folder, TrainerEvent.Done done) => new(folder, done);

    /// <summary>Notes that the trainer is done, so that what comes after it can be tried again without it.</summary>
    public static void Remember(string path, TrainerEvent.Done done, string folder)
    {
        var output = new TrainerOutput(folder, done);
        var hashes = new JsonObject();
        foreach (string file in output.Files)
        {
            hashes[Path.GetRelativePath(folder, file).Replace('\\', '/')] = RunRecord.HashOf(file);
        }

        var record = new JsonObject { ["float32"] = done.Float32, ["int8"] = done.Int8, ["dev"] = done.DevLogits, ["test"] = done.TestLogits, ["sha256"] = hashes };
        AtomicFile.Write(path, record.ToJsonString());
    }

    /// <summary>What a run before has noted; null where there is nothing, or where the files are no longer those.</summary>
    public static TrainerEvent.Done? Recall(string path, string folder)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            JsonNode record = JsonNode.Parse(File.ReadAllText(path))!;
            bool isWhole = record["sha256"]!.AsObject().All(file => Path.Combine(folder, file.Key) is var full && File.Exists(full) && RunRecord.HashOf(full) == (string?)file.Value);
            return isWhole ? new TrainerEvent.Done((string)record["float32"]!, (string?)record["int8"], (string?)record["dev"], (string?)record["test"]) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    /// <summary>Reads float32 logits, little-endian.</summary>
    /// <exception cref="TrainerException">There are not as many as there should be, or one is no number.</exception>
    public static float[] ReadLogits(string path, int rows, int labels)
    {
        byte[] bytes = File.ReadAllBytes(path);
        long expected = (long)rows * labels * sizeof(float);
        if (bytes.Length != expected)
        {
            throw new TrainerException(string.Create(CultureInfo.InvariantCulture, $"The trainer's {path} has {bytes.Length} bytes; {rows} texts with {labels} float32 logits have {expected}."));
        }

        float[] logits = new float[rows * labels];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            if (!float.IsFinite(logits[i]))
            {
                throw new TrainerException(string.Create(CultureInfo.InvariantCulture, $"The trainer's {path}: logit {i % labels} of text {(i / labels) + 1} is {logits[i]}. The training has diverged; lower rates may help."));
            }
        }

        return logits;
    }

    private IEnumerable<string> Files => new[] { Float32, Int8, DevLogits, TestLogits, Config }.OfType<string>();

    private string Resolve(string name)
    {
        string path = name.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(name, _folder);
        if (path.Length == 0 || !IsInside(path, _folder))
        {
            throw new TrainerException($"The trainer names {name}, which is not in its output folder {_folder}.");
        }

        // The output folder may itself be reached by links; those are the caller's.
        string real = RealPath.Of(path);
        if (!IsInside(real, RealPath.Of(_folder)))
        {
            throw new TrainerException($"The trainer's {path} is a link to {real}, which is not in its output folder.");
        }

        var file = new FileInfo(real);
        if (!file.Exists || file.LinkTarget is not null)
        {
            throw new TrainerException($"The trainer says that it is done, but {path} is not there.");
        }

        return file.Length > 0 ? path : throw new TrainerException($"The trainer says that it is done, but {path} is empty.");
    }

    private static bool IsInside(string path, string folder) => !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, path));
}
