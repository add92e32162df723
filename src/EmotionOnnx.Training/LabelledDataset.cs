namespace EmotionOnnx.Training;

/// <summary>Labelled texts, held in memory. Immutable.</summary>
public sealed class LabelledDataset
{
    /// <summary>Makes a data set.</summary>
    /// <param name="name">What errors and reports call it.</param>
    /// <param name="items">The texts with their labels.</param>
    /// <param name="unreadable">Rows that could not be read.</param>
    public LabelledDataset(string name, IEnumerable<LabelledText> items, IEnumerable<TextRow>? unreadable = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(items);
        Name = name;
        Items = [.. items];
        Unreadable = [.. unreadable ?? []];
    }

    /// <summary>What errors and reports call it: the file.</summary>
    public string Name { get; }

    /// <summary>The texts with their labels, in the file's order.</summary>
    public IReadOnlyList<LabelledText> Items { get; }

    /// <summary>The rows that could not be read, each with its line and reason.</summary>
    public IReadOnlyList<TextRow> Unreadable { get; }

    /// <summary>The columns of the file, if it has such.</summary>
    internal IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>How many texts have each label, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> LabelCounts =>
        [.. Items.SelectMany(item => item.Labels.Distinct(StringComparer.Ordinal)).CountBy(label => label, StringComparer.Ordinal)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)];

    /// <summary>Reads a labelled file.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.tsv</c> or <c>.jsonl</c> file.</param>
    /// <param name="options">How it is read; null for the defaults. Where it names no labels column, <c>labels</c> is taken.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
    /// <exception cref="TextTableException">The format is unknown, or a column is not there.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static LabelledDataset Load(string path, TextTableOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TextTableOptions();
        using var reader = TextTableReader.Open(path, options with { LabelsColumn = options.LabelsColumn ?? "labels", KeepSource = false });
        return Read(reader, cancellationToken);
    }

    /// <summary>Reads the rows that a reader has left.</summary>
    /// <param name="reader">A reader with a labels column.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
    /// <exception cref="ArgumentException">The reader was opened without a labels column.</exception>
    public static LabelledDataset Read(TextTableReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var items = new List<LabelledText>();
        var unreadable = new List<TextRow>();
        foreach (TextRow row in reader.ReadAll(cancellationToken))
        {
            if (row.IsError)
            {
                unreadable.Add(row);
                continue;
            }

            IReadOnlyList<string> labels = row.Labels ?? throw new ArgumentException("The reader was opened without a labels column.", nameof(reader));

            // 'joy, joy' says joy, and does not make of labels that exclude each other some that do not.
            labels = labels.Count > 1 ? [.. labels.Distinct(StringComparer.Ordinal)] : labels;
            items.Add(new LabelledText(row.Text, labels, row.Line) { Split = row.Split, Group = row.Group is { Length: > 0 } group ? group : null });
        }

        return new LabelledDataset(reader.Name, items, unreadable) { Columns = reader.Columns };
    }
}
