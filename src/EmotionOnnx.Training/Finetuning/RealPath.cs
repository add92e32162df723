namespace EmotionOnnx.Training.Finetuning;

/// <summary>Where a path leads in the end. .NET itself follows a link only in the last part of a path.</summary>
internal static class RealPath
{
    // As many as Linux follows: what has more can't be opened either.
    private const int MostLinks = 40;

    /// <summary>Follows the links in every part of a path; what is not there is no link.</summary>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Push(ahead, full[real.Length..]);
        for (int links = 0; ahead.TryPop(out string? part);)
        {
            if (part == "..")
            {
                // Of what was reached, not of what was written: the two differ after a link.
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            if (links == MostLinks || LinkOf(next) is not { } target)
            {
                real = next;
                continue;
            }

            links++;
            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(Path.GetFullPath(target, real))!;
                target = target[Path.GetPathRoot(target)!.Length..];
            }

            Push(ahead, target);
        }

        return real;
    }

    private static string? LinkOf(string path) => Directory.Exists(path) ? new DirectoryInfo(path).LinkTarget : new FileInfo(path).LinkTarget;

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (string part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse())
        {
            ahead.Push(part);
        }
    }
}
