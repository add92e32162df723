namespace EmotionOnnx.Training.Finetuning;

/// <summary>Where a run keeps what it needs until the bundle is done: beside the output, so that the finished bundle is only renamed.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Suffix = ".work";

    // The first file in the folder: where it stands, the folder is ours.
    private const string LockName = "run.lock";
    private const string RecordName = "run.json";
    private readonly FileStream _lock;

    private WorkFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Request => In("request.json");

    public string Record => In(RecordName);

    public string Done => In("done.json");

    public string Process => In("trainer.pid");

    public string Log => In("trainer.log");

    public string Data => In("data");

    public string Tokenizer => In("tokenizer");

    public string TrainerOutput => In("output");

    public string Float32Bundle => In("float32");

    public string Bundle => In("bundle");

    public string Replaced => In("replaced");

    /// <summary>Whether the trainer has left something to go on from.</summary>
    public bool HasCheckpoint => HasCheckpointIn(Path);

    public static string PathFor(string output) => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output)) + Suffix;

    /// <summary>Opens the folder for a fresh run, or for one that goes on.</summary>
    /// <exception cref="FinetuneException">There is nothing to go on from, something is there that must not be lost, or another run is at work in it.</exception>
    public static WorkFolder Open(string output, bool resume, bool overwrite, TimeSpan patience)
    {
        string path = PathFor(output);
        bool isOurs = File.Exists(System.IO.Path.Combine(path, LockName));
        if (resume && !File.Exists(System.IO.Path.Combine(path, RecordName)))
        {
            throw new FinetuneException($"there is no stopped run to go on from: {path} is {(Directory.Exists(path) ? "no work of one" : "not there")}.");
        }

        if (!isOurs && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new FinetuneException($"{path} is wanted for work that goes on, and holds something else. Move it away, or choose another output.");
        }

        Directory.CreateDirectory(path);
        var folder = new WorkFolder(path, Lock(path));
        try
        {
            Orphan.End(folder.Process, patience);
            if (!resume && !overwrite && (folder.HasCheckpoint || File.Exists(folder.Done)))
            {
                throw new FinetuneException($"{path} has a stopped run: --resume goes on with it, --overwrite begins again.");
            }

            if (!resume)
            {
                folder.Clear();
            }

            Directory.CreateDirectory(folder.Data);
            Directory.CreateDirectory(folder.TrainerOutput);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Makes a subfolder new and empty.</summary>
    public static string Empty(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Delete()
    {
        _lock.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    private static bool HasCheckpointIn(string path)
    {
        string output = System.IO.Path.Combine(path, "output");
        return Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output, "checkpoint*").Any();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is not (28 or unchecked((int)0x80070070)))
        {
            throw new FinetuneException($"another run is at work in {path}: {e.Message}", e);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    // What belongs to a run, and nothing else.
    private void Clear()
    {
        foreach (string folder in (ReadOnlySpan<string>)[Data, Tokenizer, TrainerOutput, Float32Bundle, Bundle])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        foreach (string file in (ReadOnlySpan<string>)[Request, Done, Log, Process, Record])
        {
            File.Delete(file);
        }
    }
}
