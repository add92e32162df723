using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Batch;

/// <summary>A file that is written under the name <c>NAME.partial</c> and gets its own name when it is complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly bool _isDevice;
    private readonly bool _canResume;

    private PartialFile(string path, FileStream stream, bool isDevice, bool canResume)
    {
        _path = path;
        _stream = stream;
        _isDevice = isDevice;
        _canResume = canResume;
    }

    /// <summary>How many bytes were appended, those of earlier runs included.</summary>
    public long Length { get; private set; }

    /// <summary>The name while the file is not complete.</summary>
    public static string PathOf(string path) => path + ".partial";

    /// <summary>Devices such as /dev/null have no partial form.</summary>
    public static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Opens the partial file and cuts it to a length: 0 to start anew.</summary>
    /// <param name="path">The file's own name.</param>
    /// <param name="length">How much of what is there is kept.</param>
    /// <param name="canResume">Whether a later run can go on where this one stops; for what errors say.</param>
    public static PartialFile Open(string path, long length, bool canResume = true)
    {
        if (Directory.Exists(path))
        {
            // Its partial file could be written, but never get this name.
            throw Explain(path, new UnauthorizedAccessException(), canResume);
        }

        bool isDevice = IsDevice(path);
        string partial = isDevice ? path : PathOf(path);
        FileStream? stream = null;
        try
        {
            // No sharing: a second run to the same output must not write between this one's lines.
            stream = new FileStream(partial, isDevice ? FileMode.Open : FileMode.OpenOrCreate, FileAccess.Write, isDevice ? FileShare.ReadWrite : FileShare.None, bufferSize: 0);
            if (!isDevice)
            {
                if (stream.Length < length)
                {
                    throw CliException.Failed($"{partial} is shorter ({stream.Length} bytes) than its journal says ({length}). --overwrite starts anew.");
                }

                stream.SetLength(length);
                stream.Position = length;
            }

            return new PartialFile(path, stream, isDevice, canResume && !isDevice) { Length = length };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw Explain(path, e, canResume);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            Length += bytes.Length;
        }
        catch (IOException e) when (!ErrorReport.IsBrokenPipe(e))
        {
            throw Explain(_path, e, _canResume);
        }
    }

    /// <summary>Returns when everything appended has reached the disk.</summary>
    public void Sync()
    {
        // Once closed it is on its way to its name, and what failed then is the error to show.
        if (_isDevice || !_stream.CanWrite)
        {
            return;
        }

        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw Explain(_path, e, _canResume);
        }
    }

    /// <summary>Refuses a name that somebody's file has, or whose partial file holds something that no journal speaks of.</summary>
    /// <param name="path">The file's own name.</param>
    /// <param name="isOurs">Whether a journal speaks of the partial file.</param>
    public static void RefuseToReplace(string path, bool isOurs)
    {
        if (IsDevice(path))
        {
            return;
        }

        if (File.Exists(path))
        {
            throw CliException.Usage($"{path} is there already. --overwrite replaces it.");
        }

        var partial = new FileInfo(PathOf(path));
        if (!isOurs && partial is { Exists: true, Length: > 0 })
        {
            throw CliException.Usage($"{partial} is there already: what a stopped run left, which can't be resumed, or a file of yours. Move it away, or --overwrite replaces it.");
        }
    }

    /// <summary>Closes the file and gives it its own name.</summary>
    public void Publish()
    {
        _stream.Dispose();
        if (!_isDevice)
        {
            Publish(_path);
        }
    }

    /// <summary>Gives a closed partial file its own name.</summary>
    public static void Publish(string path)
    {
        try
        {
            File.Move(PathOf(path), path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, e, canResume: true);
        }
    }

    /// <summary>Closes the file and removes it.</summary>
    public void Discard()
    {
        _stream.Dispose();
        if (!_isDevice)
        {
            File.Delete(PathOf(_path));
        }
    }

    public void Dispose() => _stream.Dispose();

    private static CliException Explain(string path, Exception e, bool canResume)
    {
        string why = e switch
        {
            DirectoryNotFoundException => "its folder does not exist.",
            UnauthorizedAccessException when Directory.Exists(path) => "it is a folder.",
            UnauthorizedAccessException => "no permission.",
            _ when ErrorReport.IsDiskFull(e) => canResume ? "the disk is full. Make room and go on with --resume." : "the disk is full.",
            _ => e.Message,
        };
        return CliException.Failed($"{path}: can't be written: {why}", e);
    }
}
