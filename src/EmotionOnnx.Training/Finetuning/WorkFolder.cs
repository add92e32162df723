namespace EmotionOnnx.Training.Finetuning;

/// <summary>Where a run keeps what it needs until the bundle is done: beside the output, so that the finished bundle is only renamed.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Suffix = ".work";

    // The first file in the folder: where it stands, the folder is ours.
    private const string LockName = "run.lock";
    private const string RecordName = "run.json";
    private const string DoneName = "done.json";
    private const string ProcessName = "trainer.pid";
    private const string RunsName = "runs";
    private const string FinishedRunsName = "validation.json";
    private readonly FileStream _lock;

    private WorkFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Request => In("request.json");

    public string Record => In(RecordName);

    public string Done => In(DoneName);

    public string Process => In(ProcessName);

    public string Log => In("trainer.log");

    public string History => In("history.json");

    public string Data => In("data");

    public string Tokenizer => In("tokenizer");

    public string TrainerOutput => In("output");

    public string Float32Bundle => In("float32");

    public string Bundle => In("bundle");

    public string Replaced => In("replaced");

    /// <summary>The figures of a validation's runs that are done.</summary>
    public string FinishedRuns => In(FinishedRunsName);

    /// <summary>Whether a run was begun here that can go on, at its beginning if need be.</summary>
    public bool HasRecord => File.Exists(Record);

    /// <summary>Whether the trainer has left something to go on from.</summary>
    public bool HasCheckpoint => HasCheckpointIn(Path);

    public static string PathFor(string output) => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output)) + Suffix;

    /// <summary>Opens the folder for a fresh run, or for one that goes on.</summary>
    /// <exception cref="FinetuneException">There is nothing to go on from, something is there that must not be lost, or another run is at work in it.</exception>
    public static WorkFolder Open(string path, bool resume, bool overwrite, TimeSpan patience)
    {
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
            folder.EndOrphans(patience);
            if (!resume && !overwrite && folder.HasStoppedRun)
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

    /// <summary>Opens the folder of one of a validation's runs; it goes on there if it has begun, and else begins.</summary>
    public WorkFolder OpenRun(string name, bool resume, TimeSpan patience)
    {
        string path = RunPath(name);
        return Open(path, resume && File.Exists(System.IO.Path.Combine(path, RecordName)), overwrite: true, patience);
    }

    /// <summary>Removes what a finished run of a validation has left, if anything.</summary>
    public void DeleteRun(string name)
    {
        if (Directory.Exists(RunPath(name)))
        {
            Directory.Delete(RunPath(name), recursive: true);
        }
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Delete()
    {
        // Killed on the way, it leaves a folder that the next run takes for its own, and not for a run that could go on.
        Clear();
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

    /// <summary>Whether training that took time would be lost.</summary>
    private bool HasStoppedRun =>
        HasCheckpoint || File.Exists(Done) || File.Exists(FinishedRuns) || RunPaths.Any(run => HasCheckpointIn(run) || File.Exists(System.IO.Path.Combine(run, DoneName)));

    private string[] RunPaths => Directory.Exists(In(RunsName)) ? Directory.GetDirectories(In(RunsName)) : [];

    private void EndOrphans(TimeSpan patience)
    {
        foreach (string folder in (ReadOnlySpan<string>)[Path, .. RunPaths])
        {
            Orphan.End(System.IO.Path.Combine(folder, ProcessName), patience);
        }
    }

    private string RunPath(string name) => System.IO.Path.Combine(In(RunsName), name.Replace(' ', '-'));

    private string In(string name) => System.IO.Path.Combine(Path, name);

    // What belongs to a run, and nothing else.
    private void Clear()
    {
        // First: a folder with the record and without the data would look like a run that can go on.
        File.Delete(Record);
        foreach (string folder in (ReadOnlySpan<string>)[Data, Tokenizer, TrainerOutput, Float32Bundle, Bundle, In(RunsName)])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        foreach (string file in (ReadOnlySpan<string>)[Request, Done, Log, Process, History, FinishedRuns])
        {
            File.Delete(file);
        }
    }
}
