using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// How far a run has come: a small file beside the partial output. It is replaced as a whole, after the bytes it speaks
/// of have reached the disk, so that whatever stops the run, the journal never promises more than is there.
/// </summary>
internal sealed record Journal
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>What the run reads and how; see <see cref="RunIdentity"/>.</summary>
    public required SortedDictionary<string, string> Run { get; init; }

    /// <summary>The carried columns of a delimited output, once they are known.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Rows of the input that are done, failed ones included.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that failed.</summary>
    public long Failed { get; init; }

    public long OutputBytes { get; init; }

    public long ErrorsBytes { get; init; }

    /// <summary>Whether the run is done and only the files' names are left to change.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether the run may replace files that have the output's or the errors' name.</summary>
    public bool MayReplace { get; init; }

    /// <summary>The journal of an output file.</summary>
    public static string PathOf(string output) => output + ".journal";

    /// <summary>The journal, and the name under which its next state is written.</summary>
    public static string[] FilesOf(string output) => [PathOf(output), NextOf(PathOf(output))];

    /// <summary>Reads a journal, or null where there is none.</summary>
    public static Journal? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            Journal? journal = JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalJson.Default.Journal);
            return journal is { Version: CurrentVersion } ? journal : throw new JsonException("another version's journal");
        }
        catch (JsonException e)
        {
            throw CliException.Failed($"{path}: the journal of the earlier run can't be read ({e.Message}). --overwrite starts anew.", e);
        }
    }

    public void Write(string path)
    {
        string next = NextOf(path);
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.Journal));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static string NextOf(string path) => path + ".new";
}

/// <summary>The journal's JSON, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Journal))]
internal sealed partial class JournalJson : JsonSerializerContext;
