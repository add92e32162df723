namespace EmotionOnnx.Parity;

/// <summary>Keeps each tokenizer's report in a file, so that a long comparison may be made in pieces.</summary>
/// <param name="folder">The folder; null for none.</param>
/// <param name="settings">What the comparison depends on besides the tokenizer.</param>
internal sealed class ResultStore(string? folder, string settings)
{
    // Another build of the library is another comparison.
    private readonly string _key = $"# {settings}, library {typeof(Tokenizer).Module.ModuleVersionId:N}";

    /// <summary>The lines and counts kept for a tokenizer with these settings and no difference; null for none.</summary>
    internal (string[] Lines, long Comparisons)? Find(Subject subject)
    {
        if (folder is null || !File.Exists(PathOf(subject)))
        {
            return null;
        }

        string[] lines = File.ReadAllLines(PathOf(subject));
        return lines.Length > 2 && lines[0] == _key && lines[^1].StartsWith("= ", StringComparison.Ordinal)
            ? (lines[1..^1], long.Parse(lines[^1].AsSpan(2), System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    internal void Keep(SubjectReport report)
    {
        if (folder is not null && report.Differences == 0)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(PathOf(report.Subject), [_key, .. report.Lines(), FormattableString.Invariant($"= {report.Comparisons}")]);
        }
    }

    private string PathOf(Subject subject) => Path.Combine(folder!, subject.Name.Replace('/', '.') + ".txt");
}
