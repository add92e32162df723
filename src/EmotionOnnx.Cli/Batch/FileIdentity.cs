namespace EmotionOnnx.Cli.Batch;

/// <summary>Which file a path leads to, so that two spellings of one file, or a link to it, are known for what they are.</summary>
internal static class FileIdentity
{
    // As many as Linux follows before it takes them for a circle, and about the longest path that any system opens.
    private const int MaxLinks = 40;
    private const int MaxLength = 8192;

    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The full path with every symbolic link followed, those of its folders too. The file need not exist.</summary>
    public static string Of(string path)
    {
        int links = MaxLinks;
        return Resolve(Path.GetFullPath(path), ref links);
    }

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

    private static string Resolve(string path, ref int links)
    {
        if (path.Length > MaxLength || Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string folder = Resolve(parent, ref links);
        string resolved = Path.Combine(folder, Path.GetFileName(path));
        return links > 0 && TargetOf(resolved) is { } target && links-- > 0 ? Resolve(Path.GetFullPath(target, folder), ref links) : resolved;
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
