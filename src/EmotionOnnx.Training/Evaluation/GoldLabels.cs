namespace EmotionOnnx.Training.Evaluation;

/// <summary>A data set's labels as columns of what is compared.</summary>
internal sealed class GoldLabels
{
    private readonly LabelledText[] _items;

    private GoldLabels(LabelledText[] items, LabelMatrix matrix, Dictionary<string, int> ignored, int leftOut)
    {
        _items = items;
        Texts = Array.ConvertAll(items, item => item.Text);
        Matrix = matrix;
        Ignored = ignored;
        LeftOut = leftOut;
    }

    public string[] Texts { get; }

    public LabelMatrix Matrix { get; }

    public IReadOnlyDictionary<string, int> Ignored { get; }

    public int LeftOut { get; }

    /// <summary>The line of the file on which a text begins; null where there is no file.</summary>
    public long? LineOf(int text) => _items[text].Line is > 0 and var line ? line : null;

    public static GoldLabels Resolve(LabelledDataset data, EvaluationTarget target, EvaluationOptions options)
    {
        var items = new List<LabelledText>(data.Items.Count);
        var values = new List<bool>(data.Items.Count * target.Names.Count);
        var ignored = new Dictionary<string, int>(StringComparer.Ordinal);
        bool[] row = new bool[target.Names.Count];
        int leftOut = 0;
        foreach (LabelledText item in data.Items)
        {
            Array.Clear(row);
            bool dropped = false;
            foreach (string label in item.Labels.Distinct(StringComparer.Ordinal))
            {
                if (!TryMark(label, row, target, options))
                {
                    dropped = true;
                    ignored[label] = ignored.GetValueOrDefault(label) + 1;
                    if (options.UnknownLabels == UnknownLabels.Error && options.Map?.Map(label) is not [])
                    {
                        throw Unknown(data, item, label, target);
                    }
                }
            }

            if (dropped && !row.Contains(true))
            {
                leftOut++;
                continue;
            }

            items.Add(item);
            values.AddRange(row);
        }

        return new GoldLabels([.. items], new LabelMatrix(target.Names.Count, values.ToArray()), ignored, leftOut);
    }

    private static bool TryMark(string label, bool[] row, EvaluationTarget target, EvaluationOptions options)
    {
        int[] columns = [.. (options.Map?.Map(label) ?? [label]).Select(target.ColumnOf)];
        foreach (int column in columns.Where(column => column >= 0))
        {
            row[column] = true;
        }

        return columns.Length > 0 && !columns.Contains(-1);
    }

    private static TextTableException Unknown(LabelledDataset data, LabelledText item, string label, EvaluationTarget target) => new(
        data.Name,
        $"the label '{label}' is none of those compared: {string.Join(", ", target.Names)}. Rename it with a label map, or ignore unknown labels.",
        item.Line > 0 ? item.Line : null);
}
