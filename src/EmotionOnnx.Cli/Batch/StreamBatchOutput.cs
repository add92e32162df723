namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// Standard output, or a device: rows go there chunk by chunk, and nothing can be resumed. The file of errors, if there
/// is one, gets its name at the end.
/// </summary>
internal sealed class StreamBatchOutput : IBatchOutput
{
    private readonly Stream? _stream;
    private readonly PartialFile? _device;
    private readonly PartialFile? _errors;

    private StreamBatchOutput(Stream? stream, PartialFile? device, PartialFile? errors, SortedDictionary<string, string> run)
    {
        _stream = stream;
        _device = device;
        _errors = errors;
        Done = new Journal { Run = run };
    }

    public Journal Done { get; private set; }

    public static StreamBatchOutput Open(BatchRequest request, Stream standardOutput, SortedDictionary<string, string> run)
    {
        if (request.Errors is { } path && !request.Overwrite)
        {
            PartialFile.RefuseToReplace(path, isOurs: false);
        }

        bool isStandard = request.Output == Commands.InputFile.Standard;
        PartialFile? errors = request.Errors is null ? null : PartialFile.Open(request.Errors, 0, canResume: false);
        try
        {
            PartialFile? device = isStandard ? null : PartialFile.Open(request.Output, 0, canResume: false);
            return new StreamBatchOutput(isStandard ? standardOutput : null, device, errors, run);
        }
        catch
        {
            errors?.Discard();
            throw;
        }
    }

    public void Commit(Journal done, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> errors)
    {
        _device?.Append(rows);
        _errors?.Append(errors);
        _stream?.Write(rows);
        _stream?.Flush();
        Done = done;
    }

    public void Complete() => _errors?.Publish();

    public bool Stop()
    {
        if (Done.Rows > 0)
        {
            _errors?.Publish();
        }
        else
        {
            _errors?.Discard();
        }

        return false;
    }

    public void Dispose()
    {
        _device?.Dispose();
        _errors?.Dispose();
    }
}
