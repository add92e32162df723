namespace EmotionOnnx.Training.Data;

/// <summary>The texts of the splits: which are there more than once, within a split and across.</summary>
internal sealed class TextCensus
{
    private readonly (string Name, LabelledDataset Data)[] _splits;
    private readonly UInt128[][] _keys;
    private readonly Dictionary<UInt128, List<int>>[] _rows;

    public TextCensus(DatasetSplits splits)
    {
        _splits = [.. splits.All];
        _keys = [.. _splits.Select(split => split.Data.Items.Select(item => TextKey.Of(item.Text)).ToArray())];
        _rows = [.. _keys.Select(RowsOf)];
    }

    /// <summary>How many rows have the text of an earlier row.</summary>
    public int Duplicates(int split) => _keys[split].Length - _rows[split].Count;

    /// <summary>The texts of a split that have rows with different labels: their rows.</summary>
    public IEnumerable<List<int>> Conflicts(int split)
    {
        IReadOnlyList<LabelledText> items = _splits[split].Data.Items;
        return _rows[split].Values.Where(rows => rows.Count > 1 && rows.Any(row => !SameLabels(items[rows[0]], items[row])));
    }

    public IReadOnlyList<SplitOverlap> Overlaps()
    {
        var overlaps = new List<SplitOverlap>();
        for (int first = 0; first < _splits.Length; first++)
        {
            for (int second = first + 1; second < _splits.Length; second++)
            {
                int[] shared = [.. SharedRows(first, second)];
                overlaps.Add(new SplitOverlap(
                    _splits[first].Name,
                    _splits[second].Name,
                    shared.Length,
                    shared.Count(row => Matches(first, second, row).Any(item => item.Text == _splits[second].Data.Items[row].Text)),
                    shared.Count(row => !Matches(first, second, row).Any(item => SameLabels(item, _splits[second].Data.Items[row]))),
                    SharedGroups(first, second).Length));
            }
        }

        return overlaps;
    }

    public IEnumerable<DataProblem> Problems(DataCheckOptions options)
    {
        if (Leaks() is { Length: > 0 } leaks)
        {
            string where = string.Join(", ", leaks.Select(leak => $"{Amount.Of(leak.Rows.Length, "row", "rows")} of {_splits[leak.Second].Name} {(leak.Rows.Length == 1 ? "is" : "are")} in {_splits[leak.First].Name}"));
            IEnumerable<string> examples = leaks.SelectMany(leak => leak.Rows.Select(row => Example(leak.First, leak.Second, row)));
            yield return LabelCensus.Risky(DataProblemKind.Leak, $"the same texts in two splits: {where}. What the model has learned by heart would count as found.", DataRisks.Leaks, options, examples);
        }

        string[] groups = [.. Pairs().SelectMany(pair => SharedGroups(pair.First, pair.Second).Select(group => $"'{group}' is in {_splits[pair.First].Name} and {_splits[pair.Second].Name}"))];
        if (groups.Length > 0)
        {
            string message = $"{Amount.Of(groups.Length, "group is", "groups are")} in two splits: the model would be measured on authors (or books) that it knows.";
            yield return LabelCensus.Risky(DataProblemKind.GroupLeak, message, DataRisks.Leaks, options, groups);
        }

        foreach ((int split, (string name, LabelledDataset data)) in _splits.Index())
        {
            List<int>[] conflicts = [.. Conflicts(split)];
            if (conflicts.Length > 0)
            {
                string[] examples = [.. conflicts.Take(Place.Examples).Select(rows => $"{string.Join(", ", rows.Take(4).Select(row => Place.OfLabelled(data, data.Items[row])))}: {Place.Excerpt(data.Items[rows[0]].Text)}")];
                yield return new DataProblem(DataProblemKind.Conflict, $"{name}: {Amount.Of(conflicts.Length, "text stands", "texts stand")} there with different labels ({Amount.Of(conflicts.Sum(rows => rows.Count), "row", "rows")}).", examples);
            }

            if (Duplicates(split) is > 0 and var duplicates)
            {
                IEnumerable<string> examples = _rows[split].Values.Where(rows => rows.Count > 1).Take(Place.Examples)
                    .Select(rows => $"{string.Join(", ", rows.Take(4).Select(row => Place.LineOf(data, data.Items[row])))}: {Place.Excerpt(data.Items[rows[0]].Text)}");
                yield return new DataProblem(DataProblemKind.Duplicate, $"{name}: {Amount.Of(duplicates, "row repeats", "rows repeat")} the text of an earlier one.", [.. examples]);
            }
        }
    }

    private (int First, int Second, int[] Rows)[] Leaks() =>
        [.. Pairs().Select(pair => (pair.First, pair.Second, Rows: SharedRows(pair.First, pair.Second).ToArray())).Where(leak => leak.Rows.Length > 0)];

    private IEnumerable<(int First, int Second)> Pairs() =>
        Enumerable.Range(0, _splits.Length).SelectMany(first => Enumerable.Range(first + 1, _splits.Length - first - 1).Select(second => (first, second)));

    private IEnumerable<int> SharedRows(int first, int second) =>
        Enumerable.Range(0, _keys[second].Length).Where(row => _rows[first].ContainsKey(_keys[second][row]));

    private IEnumerable<LabelledText> Matches(int first, int second, int row) =>
        _rows[first][_keys[second][row]].Select(other => _splits[first].Data.Items[other]);

    private string[] SharedGroups(int first, int second) =>
        [.. GroupsOf(first).Intersect(GroupsOf(second), StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<string> GroupsOf(int split) => _splits[split].Data.Items.Select(item => item.Group).OfType<string>();

    private string Example(int first, int second, int row)
    {
        LabelledText item = _splits[second].Data.Items[row];
        return $"{Place.OfLabelled(_splits[first].Data, Matches(first, second, row).First())}, {Place.OfLabelled(_splits[second].Data, item)}: {Place.Excerpt(item.Text)}";
    }

    private static Dictionary<UInt128, List<int>> RowsOf(UInt128[] keys)
    {
        var rows = new Dictionary<UInt128, List<int>>(keys.Length);
        for (int row = 0; row < keys.Length; row++)
        {
            if (!rows.TryGetValue(keys[row], out List<int>? same))
            {
                rows[keys[row]] = same = new List<int>(1);
            }

            same.Add(row);
        }

        return rows;
    }

    private static bool SameLabels(LabelledText a, LabelledText b) => new HashSet<string>(a.Labels, StringComparer.Ordinal).SetEquals(b.Labels);
}
