namespace EmotionOnnx.Training;

/// <summary>Renames the labels of a data set to those of a classifier. Immutable.</summary>
public sealed class LabelMap
{
    private readonly Dictionary<string, string[]> _targets = new(StringComparer.Ordinal);

    /// <summary>Makes a map.</summary>
    /// <param name="targets">For each of the data's labels what it is called by the classifier: one name, several, or none to drop it.</param>
    /// <exception cref="ArgumentException">A label stands twice.</exception>
    public LabelMap(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        foreach ((string from, IReadOnlyList<string> to) in targets)
        {
            if (!_targets.TryAdd(from, [.. to]))
            {
                throw new ArgumentException($"The label '{from}' stands twice.", nameof(targets));
            }
        }
    }

    /// <summary>
    /// Reads a map from a file of two tab separated columns without a header: the data's label, and the classifier's
    /// (several with commas between them; <c>-</c> or nothing to drop the label). Empty lines are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TextTableException">A line has no tab or more than one, a label stands twice, or nothing is there.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static LabelMap Load(string path)
    {
        var options = new TextTableOptions { Format = TextTableFormat.Tsv, HasHeader = false, TextColumn = "1", KeepSource = true };
        using var reader = TextTableReader.Open(path, options);
        if (reader.Columns.Count != 2)
        {
            throw new TextTableException(path, $"two columns are expected, the data's label and the classifier's with a tab between them; there are {reader.Columns.Count}.");
        }

        var targets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (TextRow row in reader.ReadAll())
        {
            if (row.Error is { } error)
            {
                throw new TextTableException(path, error, row.Line);
            }

            string from = row.Text.Trim();
            string to = row.Cells![1].Trim();
            string[] names = to == "-" ? [] : to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!targets.TryAdd(from, names))
            {
                throw new TextTableException(path, $"the label '{from}' stands twice.", row.Line);
            }
        }

        return new LabelMap(targets);
    }

    /// <summary>What the classifier calls a label; the label itself where the map has nothing of it.</summary>
    /// <param name="label">One of the data's labels.</param>
    public IReadOnlyList<string> Map(string label) => _targets.TryGetValue(label, out string[]? names) ? names : [label];
}
