namespace EmotionOnnx.Training;

/// <summary>How a bundle's files differed from what emotion.json said of them; each list in ordinal order.</summary>
/// <param name="Changed">Files with another size or sha256.</param>
/// <param name="Appeared">Files that were not listed.</param>
/// <param name="Disappeared">Listed files that are not there.</param>
public sealed record SealReport(IReadOnlyList<BundleFile> Changed, IReadOnlyList<BundleFile> Appeared, IReadOnlyList<BundleFile> Disappeared)
{
    /// <summary>Whether emotion.json was right in everything.</summary>
    public bool IsEmpty => Changed.Count + Appeared.Count + Disappeared.Count == 0;

    internal static SealReport Between(IReadOnlyList<BundleFile> before, IReadOnlyList<BundleFile> now)
    {
        var old = before.ToDictionary(file => file.Name, StringComparer.Ordinal);
        HashSet<string> names = [.. now.Select(file => file.Name)];
        return new SealReport(
            [.. now.Where(file => old.TryGetValue(file.Name, out BundleFile? was) && was != file)],
            [.. now.Where(file => !old.ContainsKey(file.Name))],
            [.. before.Where(file => !names.Contains(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal)]);
    }
}
