namespace EmotionOnnx.Cli.Batch;

/// <summary>Which file a path leads to, so that two spellings of one file, or a link to it, are known for what they are.</summary>
internal static class FileIdentity
{
    // As many as Linux follows before it takes them for a circle.
    private const int MaxLinks = 40;

    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The full path with every symbolic link followed, those of its folders too. The file need not exist.</summary>
    public static string Of(string path) => Resolve(Path.GetFullPath(path), MaxLinks);

    /// <summary>Two names that lead to one file, or null.</summary>
    public static (string First, string Second)? FirstShared(IEnumerable<string> paths)
    {
        var seen = new Dictionary<string, string>(Comparer);
        foreach (string path in paths)
        {
            if (!seen.TryAdd(Of(path), path))
            {
                return (seen[Of(path)], path);
            }
        }

        return null;
    }

    private static string Resolve(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string folder = Resolve(parent, links);
        string resolved = Path.Combine(folder, Path.GetFileName(path));
        return links > 0 && TargetOf(resolved) is { } target ? Resolve(Path.GetFullPath(target, folder), links - 1) : resolved;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What can't be looked at is compared by its name; opening it will say what is wrong.
            return null;
        }
    }
}
