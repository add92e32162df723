using System.Diagnostics;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// An output file that is complete or absent: rows go to <c>OUT.partial</c>, <c>OUT.journal</c> says how far it is good,
/// and at the end the partial file gets its name. The file of errors is treated alike.
/// </summary>
internal sealed class FileBatchOutput : IBatchOutput
{
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    private readonly PartialFile _rows;
    private readonly PartialFile? _errors;
    private readonly string? _journalPath;

    // 0: the first chunk is journalled at once, so that a run that is stopped early has something to go on from.
    private long _lastCheckpoint;

    private FileBatchOutput(PartialFile rows, PartialFile? errors, string? journalPath, Journal done)
    {
        _rows = rows;
        _errors = errors;
        _journalPath = journalPath;
        Done = done;
    }

    public Journal Done { get; private set; }

    /// <summary>Opens the output: anew, or where an earlier run stopped.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="run">What must be the same for a run to be continued.</param>
    /// <param name="canResume">Whether the input can be read again; without that no journal is kept.</param>
    public static FileBatchOutput Open(BatchRequest request, SortedDictionary<string, string> run, bool canResume = true)
    {
        string journalPath = Journal.PathOf(request.Output);
        if (Directory.Exists(journalPath))
        {
            throw CliException.Failed($"{journalPath}: can't be written: it is a folder.");
        }

        Journal? earlier = request.Overwrite ? null : Journal.Read(journalPath);
        Refuse(request, earlier, run);
        if (earlier is { Rows: 0, IsComplete: false })
        {
            // It was stopped before its first row: nothing to lose.
            earlier = null;
        }

        Journal done = earlier ?? new Journal { Run = run, MayReplace = request.Overwrite };
        PartialFile rows = PartialFile.Open(request.Output, done.OutputBytes, canResume);
        PartialFile? errors = null;
        try
        {
            errors = request.Errors is null ? null : PartialFile.Open(request.Errors, done.ErrorsBytes, canResume);
            if (canResume)
            {
                done.Write(journalPath);
            }
            else
            {
                File.Delete(journalPath);
            }

            return new FileBatchOutput(rows, errors, canResume ? journalPath : null, done);
        }
        catch
        {
            errors?.Dispose();
            if (done.Rows == 0)
            {
                rows.Discard();
            }

            rows.Dispose();
            throw;
        }
    }

    /// <summary>Where an earlier run was stopped between its last row and the change of names, makes up for that.</summary>
    /// <returns>The finished run's journal, or null where there is something left to do.</returns>
    public static Journal? FinishEarlier(BatchRequest request, SortedDictionary<string, string> run)
    {
        string journalPath = Journal.PathOf(request.Output);
        if (!request.Resume || Journal.Read(journalPath) is not { IsComplete: true } journal || RunIdentity.Difference(journal.Run, run) is not null)
        {
            return null;
        }

        foreach (string? path in (IEnumerable<string?>)[request.Output, request.Errors])
        {
            if (path is not null && File.Exists(PartialFile.PathOf(path)))
            {
                PartialFile.Publish(path);
            }
        }

        File.Delete(journalPath);
        return journal;
    }

    public void Commit(Journal done, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> errors)
    {
        _rows.Append(rows);
        _errors?.Append(errors);
        Done = done with { OutputBytes = _rows.Length, ErrorsBytes = _errors?.Length ?? 0 };
        if (Stopwatch.GetElapsedTime(_lastCheckpoint) >= CheckpointInterval)
        {
            Checkpoint();
        }
    }

    public void Complete()
    {
        Done = Done with { IsComplete = true };
        Checkpoint();
        _errors?.Publish();
        _rows.Publish();
        DeleteJournal();
    }

    public bool Stop()
    {
        if (Done.Rows > 0)
        {
            Checkpoint();
            return _journalPath is not null;
        }

        _rows.Discard();
        _errors?.Discard();
        DeleteJournal();
        return false;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _errors?.Dispose();
    }

    private static void Refuse(BatchRequest request, Journal? earlier, SortedDictionary<string, string> run)
    {
        if (request.Overwrite)
        {
            return;
        }

        // A run that was stopped before its first row left nothing, but its partial files are ours.
        bool hasRows = earlier is { Rows: > 0 } or { IsComplete: true };
        if (hasRows && !request.Resume)
        {
            throw CliException.Usage($"an earlier run to {request.Output} stopped after {earlier!.Rows} rows. --resume goes on from there, --overwrite starts anew.");
        }

        if (hasRows && RunIdentity.Difference(earlier!.Run, run) is { } what)
        {
            throw CliException.Usage($"{request.Output}: the stopped run had another {what} than this one, so --resume can't go on. Give the same, or --overwrite to start anew.");
        }

        if (request.Resume && earlier is null && File.Exists(request.Output))
        {
            throw CliException.Usage($"{request.Output} is there already, and no journal of a stopped run: it is complete. --overwrite starts anew.");
        }

        if (hasRows && earlier!.MayReplace)
        {
            return;
        }

        PartialFile.RefuseToReplace(request.Output, isOurs: earlier is not null);
        if (request.Errors is { } errors)
        {
            PartialFile.RefuseToReplace(errors, isOurs: earlier is not null && RunIdentity.HasErrorsFile(earlier.Run, errors));
        }
    }

    // The journal must not speak of bytes that a power cut could take back.
    private void Checkpoint()
    {
        _rows.Sync();
        _errors?.Sync();
        if (_journalPath is not null)
        {
            Done.Write(_journalPath);
        }

        _lastCheckpoint = Stopwatch.GetTimestamp();
    }

    private void DeleteJournal()
    {
        if (_journalPath is not null)
        {
            File.Delete(_journalPath);
        }
    }
}
