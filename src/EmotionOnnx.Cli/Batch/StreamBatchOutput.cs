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
        bool isStandard = request.Output == Commands.InputFile.Standard;
        return new StreamBatchOutput(
            isStandard ? standardOutput : null,
            isStandard ? null : PartialFile.Open(request.Output, 0),
            request.Errors is null ? null : PartialFile.Open(request.Errors, 0),
            run);
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
        _errors?.Publish();
        return false;
    }

    public void Dispose()
    {
        _device?.Dispose();
        _errors?.Dispose();
    }
}
