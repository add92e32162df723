namespace EmotionOnnx.Training.Data;

/// <summary>The labels of the splits: which there are, how often, and what is wrong with them.</summary>
internal sealed class LabelCensus
{
    private readonly (string Name, LabelledDataset Data)[] _splits;
    private readonly Dictionary<string, int> _index;

    public LabelCensus(DatasetSplits splits, LabelKind? kind)
    {
        _splits = [.. splits.All];
        Labels = splits.Labels ?? [.. _splits.SelectMany(split => split.Data.Items).SelectMany(item => item.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _index = Labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        Kind = kind ?? (_splits.Any(split => split.Data.Items.Any(item => item.Labels.Count > 1)) ? LabelKind.MultiLabel : LabelKind.SingleLabel);
        Counts = [.. _splits.Select(split => Count(split.Data))];
    }

    public IReadOnlyList<string> Labels { get; }

    public LabelKind Kind { get; }

    /// <summary>How many texts of each split have each label.</summary>
    public IReadOnlyList<int[]> Counts { get; }

    public IEnumerable<DataProblem> Problems(DataCheckOptions options)
    {
        if (OneClass() is { } oneClass)
        {
            yield return oneClass;
        }

        if (WrongCount(options) is { } wrongCount)
        {
            yield return wrongCount;
        }

        if (Unseen(options) is { } unseen)
        {
            yield return unseen;
        }

        if (NotInDev() is { } notInDev)
        {
            yield return notInDev;
        }

        if (NotInTest() is { } notInTest)
        {
            yield return notInTest;
        }

        if (Rare(options) is { } rare)
        {
            yield return rare;
        }

        foreach (DataProblem suspicion in LabelSuspicions.Of(Labels, _splits[0].Data.Items.Count))
        {
            yield return suspicion;
        }
    }

    private int[] Count(LabelledDataset data)
    {
        int[] counts = new int[Labels.Count];
        foreach (string label in data.Items.SelectMany(item => item.Labels.Distinct(StringComparer.Ordinal)))
        {
            counts[_index[label]]++;
        }

        return counts;
    }

    private DataProblem? OneClass()
    {
        IReadOnlyList<LabelledText> items = _splits[0].Data.Items;
        if (items.Count == 0)
        {
            return null;
        }

        var first = new HashSet<string>(items[0].Labels, StringComparer.Ordinal);
        if (!items.All(item => first.SetEquals(item.Labels)))
        {
            return null;
        }

        string all = first.Count == 0 ? "no label" : $"the same label: {string.Join(", ", first.Order(StringComparer.Ordinal))}";
        return new DataProblem(DataProblemKind.OneClass, $"{(items.Count == 1 ? "the one text of train has" : $"all {items.Count} texts of train have")} {all}. A classifier learns from texts that differ in their labels; is the labels column the right one?", [])
        {
            Stops = true,
        };
    }

    private DataProblem? WrongCount(DataCheckOptions options)
    {
        if (Kind == LabelKind.MultiLabel)
        {
            return null;
        }

        (LabelledDataset Data, LabelledText Item)[] wrong = [.. _splits.SelectMany(split => split.Data.Items.Where(item => item.Labels.Count != 1).Select(item => (split.Data, item)))];
        if (wrong.Length == 0)
        {
            return null;
        }

        int none = wrong.Count(place => place.Item.Labels.Count == 0);
        string what = (none, wrong.Length - none) switch
        {
            ( > 0, 0) => Amount.Of(none, "text has no label", "texts have no label"),
            (0, var several) => Amount.Of(several, "text has several labels", "texts have several labels"),
            var (no, several) => $"{Amount.Of(no, "text has", "texts have")} no label and {Amount.Of(several, "has", "have")} several",
        };
        string meaning = options.Kind is null ? ", and no text has several. If none means 'none of these', the data is multi-label" : ", where each has exactly one";
        return Risky(DataProblemKind.WrongLabelCount, $"{what}{meaning}.", DataRisks.WrongCount, options, wrong.Select(place => Place.Of(place.Data, place.Item)));
    }

    private DataProblem? Unseen(DataCheckOptions options)
    {
        int[] unseen = [.. Enumerable.Range(0, Labels.Count).Where(label => Counts[0][label] == 0 && Counts.Any(counts => counts[label] > 0))];
        if (unseen.Length == 0)
        {
            return null;
        }

        IEnumerable<string> examples = unseen.Select(label =>
        {
            int split = Enumerable.Range(1, _splits.Length - 1).First(split => Counts[split][label] > 0);
            LabelledDataset data = _splits[split].Data;
            return $"'{Labels[label]}' {Place.Of(data, data.Items.First(item => item.Labels.Contains(Labels[label], StringComparer.Ordinal)))}";
        });
        string names = Names(unseen);
        string message = $"{(unseen.Length == 1 ? $"the label {names} is" : $"the labels {names} are")} in dev or test and never in train: what was never seen can't be learned.";
        return Risky(DataProblemKind.UnseenLabel, message, DataRisks.UnseenLabels, options, examples);
    }

    private DataProblem? NotInDev()
    {
        int[] missing = [.. Enumerable.Range(0, Labels.Count).Where(label => Counts[0][label] > 0 && Counts[1][label] == 0)];
        return missing.Length == 0
            ? null
            : new DataProblem(DataProblemKind.NotInDev, $"no text of dev has {Names(missing)}: nothing tells how well {(missing.Length == 1 ? "it is" : "they are")} found, and no threshold of {(missing.Length == 1 ? "its" : "their")} own can be chosen.", []);
    }

    private DataProblem? NotInTest()
    {
        if (_splits.Length < 3)
        {
            return null;
        }

        int[] missing = [.. Enumerable.Range(0, Labels.Count).Where(label => Counts[2][label] == 0)];
        return missing.Length == 0
            ? null
            : new DataProblem(DataProblemKind.NotInTest, $"no text of test has {Names(missing)}: {(missing.Length == 1 ? "it counts" : "they count")} as 0 in macro-F1 there, whatever the model finds.", []);
    }

    private DataProblem? Rare(DataCheckOptions options)
    {
        int[] rare = [.. Enumerable.Range(0, Labels.Count).Where(label => Counts[0][label] < options.RareLabel)];
        return rare.Length == 0
            ? null
            : new DataProblem(
                DataProblemKind.RareLabel,
                $"fewer than {options.RareLabel} texts of train have {Listing.Of([.. rare.Select(label => $"'{Labels[label]}' ({Counts[0][label]})")])}: expect little of them.",
                []);
    }

    private string Names(IEnumerable<int> labels) => Listing.Of([.. labels.Select(label => $"'{Labels[label]}'")]);

    internal static DataProblem Risky(DataProblemKind kind, string message, DataRisks risk, DataCheckOptions options, IEnumerable<string> examples) =>
        new(kind, message, [.. examples.Take(Place.Examples)]) { Risk = risk, Stops = !options.Allow.HasFlag(risk) };
}
