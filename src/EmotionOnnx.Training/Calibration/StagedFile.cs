using System.Text;

namespace EmotionOnnx.Training.Calibration;

/// <summary>A file that is whole on the disk under another name, and gets its own by a rename; without that nothing is left of it.</summary>
internal sealed class StagedFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _temporary;

    private StagedFile(string path)
    {
        // In the same folder: a move is atomic only within a file system. The dot keeps it out of a bundle's list of files.
        _path = path;
        _temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
    }

    /// <exception cref="BundleException">The file can't be written.</exception>
    public static StagedFile Write(string path, string text)
    {
        var file = new StagedFile(path);
        try
        {
            using var stream = new FileStream(file._temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            stream.Write(Utf8.GetBytes(text));
            stream.Flush(flushToDisk: true);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw CantBeWritten(path, error);
        }
    }

    /// <summary>Gives it its name; what was there is replaced.</summary>
    /// <exception cref="BundleException">It can't; what was there is still there.</exception>
    public void Commit()
    {
        try
        {
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CantBeWritten(_path, error);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell.
        }
    }

    private static BundleException CantBeWritten(string path, Exception error) => new(path, $"the file can't be written: {error.Message}", error);
}
