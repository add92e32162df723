namespace EmotionOnnx.Cli.Commands;

/// <summary>A file of labels, one per line.</summary>
internal static class LabelFile
{
    public static IReadOnlyList<string> Read(string path)
    {
        string[] labels = [.. ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (labels.Length == 0)
        {
            throw CliException.BadInput($"{path}: there are no labels; one per line is expected.");
        }

        string? twice = labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? labels : throw CliException.BadInput($"{path}: the label '{twice}' stands twice.");
    }

    public static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput($"{path}: can't be read: {e.Message}", e);
        }
    }
}
