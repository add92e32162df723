using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Reporting;

/// <summary>A report's two files: written whole under other names first, then renamed, so that what can fail has failed before anything is seen.</summary>
internal sealed class ReportFiles : IDisposable
{
    private readonly StagedFile[] _files;

    private ReportFiles(StagedFile[] files) => _files = files;

    public static (string Markdown, string Html) PathsOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        bool hasExtension = Path.GetExtension(full).ToUpperInvariant() is ".MD" or ".HTML";
        string plain = hasExtension ? full[..^Path.GetExtension(full).Length] : full;
        return (plain + ".md", plain + ".html");
    }

    /// <summary>Looks, before a training, whether a report could be written.</summary>
    /// <exception cref="FinetuneException">A file is there that is not to be replaced, or the place is none for a report.</exception>
    public static void Check(string path, string output, bool overwrite)
    {
        (string markdown, string html) = PathsOf(path);
        string relative = Path.GetRelativePath(output, markdown);
        if (!relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative))
        {
            throw new FinetuneException($"{markdown}: the report quotes texts of the data, so it can't be in the model's folder {output}, which is passed on. Choose another place (--report).");
        }

        foreach (string file in (ReadOnlySpan<string>)[markdown, html])
        {
            if (Directory.Exists(file))
            {
                throw new FinetuneException($"{file} is a folder; the report is a file. Choose another place (--report).");
            }

            if (File.Exists(file) && !overwrite)
            {
                throw new FinetuneException($"{file} is there already. Choose another place for the report (--report), or let it be replaced (--overwrite).");
            }
        }

        if (!Directory.Exists(Path.GetDirectoryName(markdown)) && Path.GetDirectoryName(markdown) != Path.GetDirectoryName(output))
        {
            throw new FinetuneException($"{Path.GetDirectoryName(markdown)}: there is no such folder for the report (--report).");
        }
    }

    /// <exception cref="BundleException">A file can't be written; nothing is left of either.</exception>
    public static ReportFiles Stage(string path, FinetuneReport report)
    {
        (string markdown, string html) = PathsOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(markdown)!);
        StagedFile first = StagedFile.Write(markdown, report.Markdown);
        try
        {
            return new ReportFiles([first, StagedFile.Write(html, report.Html)]);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public void Commit()
    {
        foreach (StagedFile file in _files)
        {
            file.Commit();
        }
    }

    public void Dispose()
    {
        foreach (StagedFile file in _files)
        {
            file.Dispose();
        }
    }
}
