using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training;

/// <summary>
/// Divides a data set into splits: every split gets its share of every label, equal texts stay together, and so do the texts of a group
/// (<see cref="LabelledText.Group"/>). Which row goes where depends on the rows and the seed, not on their order: no random numbers are drawn.
/// </summary>
/// <remarks>
/// Iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011) over units in the order of their SHA-256. Texts are equal that differ in
/// nothing but capitals and white space.
/// </remarks>
public static class DatasetSplitter
{
    // Below this many rows a tenth is too few to choose thresholds on.
    private const int SmallDataset = 1000;

    /// <summary>Divides a data set into train, dev and, where it gets a share, test.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">The shares; null for the defaults.</param>
    /// <returns>The splits, each with its rows in the data set's order; test is null where its share is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of its range, or nothing is left for train.</exception>
    /// <exception cref="TextTableException">There are too few texts, or too few groups, for the splits.</exception>
    public static (LabelledDataset Train, LabelledDataset Dev, LabelledDataset? Test) Split(LabelledDataset data, SplitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SplitOptions();
        double dev = options.DevShare ?? (data.Items.Count < SmallDataset ? 0.2 : 0.1);
        double test = options.TestShare;
        if (!(dev is > 0 and < 1 && test is >= 0 and < 1 && dev + test < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), FormattableString.Invariant($"Dev's share is {dev} and test's {test}: dev's must be over 0, test's at least 0, and train needs some of the rows."));
        }

        LabelledDataset[] parts = Divide(data, test > 0 ? [1 - dev - test, dev, test] : [1 - dev, dev], options.Seed, ["train", "dev", "test"]);
        return (parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
    }

    /// <summary>Divides a data set into parts of equal size, as cross-validation needs them.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="count">How many; at least 2.</param>
    /// <param name="seed">Another number gives another division.</param>
    /// <returns>The parts, each with its rows in the data set's order.</returns>
    /// <exception cref="TextTableException">There are too few texts, or too few groups, for the parts.</exception>
    public static IReadOnlyList<LabelledDataset> Fold(LabelledDataset data, int count, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (UnitsOf(data, seed, []) is { } units && units.Count < count)
        {
            throw TooFew(data, units.Count, count, "folds");
        }

        double[] shares = new double[count];
        Array.Fill(shares, 1.0 / count);
        return Divide(data, shares, seed, [.. Enumerable.Range(1, count).Select(fold => FormattableString.Invariant($"fold {fold}"))]);
    }

    private static LabelledDataset[] Divide(LabelledDataset data, ReadOnlySpan<double> shares, long seed, string[] names)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        List<StratifiedUnit> units = UnitsOf(data, seed, labels);
        if (units.Count < shares.Length)
        {
            throw TooFew(data, units.Count, shares.Length, "splits");
        }

        int[] assigned = IterativeStratification.Assign(units, labels.Count, shares);
        SplitFiller.Fill(assigned, units, shares);
        FillEmpty(assigned, units, shares.Length);
        int[] splitOfRow = new int[data.Items.Count];
        for (int unit = 0; unit < units.Count; unit++)
        {
            foreach (int row in units[unit].Rows)
            {
                splitOfRow[row] = assigned[unit];
            }
        }

        var parts = new LabelledDataset[shares.Length];
        for (int split = 0; split < parts.Length; split++)
        {
            parts[split] = new LabelledDataset($"{data.Name} ({names[split]})", data.Items.Where((_, row) => splitOfRow[row] == split), split == 0 ? data.Unreadable : null);
        }

        return parts;
    }

    private static TextTableException TooFew(LabelledDataset data, int units, int count, string what)
    {
        bool grouped = data.Items.Any(item => item.Group is not null);
        string remedy = $"Give more data{(grouped ? ", leave the grouping out," : "")} or {(what == "folds" ? "want fewer folds" : "bring the splits as files")}";
        return new TextTableException(data.Name, FormattableString.Invariant($"{count} {what} can't be made of {units} different {(grouped ? "groups" : "texts")}. {remedy}."));
    }

    private static List<StratifiedUnit> UnitsOf(LabelledDataset data, long seed, Dictionary<string, int> labels)
    {
        var units = new List<StratifiedUnit>();
        foreach (IGrouping<string, int> rows in Enumerable.Range(0, data.Items.Count).GroupBy(row => data.Items[row].Group ?? TextKey.Fold(data.Items[row].Text), StringComparer.Ordinal))
        {
            var counts = new Dictionary<int, int>();
            foreach (int row in rows)
            {
                IReadOnlyList<string> names = data.Items[row].Labels;
                foreach (string name in names.Count == 0 ? [""] : names.Distinct(StringComparer.Ordinal))
                {
                    int label = labels.TryGetValue(name, out int known) ? known : labels[name] = labels.Count;
                    counts[label] = counts.GetValueOrDefault(label) + 1;
                }
            }

            units.Add(new StratifiedUnit(TextKey.Order(rows.Key, seed), [.. rows], counts));
        }

        return Renumber(units, labels);
    }

    // Labels were numbered as they were met, which depends on the rows' order; ties between labels must not.
    private static List<StratifiedUnit> Renumber(List<StratifiedUnit> units, Dictionary<string, int> labels)
    {
        int[] numbers = new int[labels.Count];
        foreach ((int number, string name) in labels.Keys.Order(StringComparer.Ordinal).Index())
        {
            numbers[labels[name]] = number;
        }

        return [.. units.Select(unit => unit with { Labels = unit.Labels.ToDictionary(count => numbers[count.Key], count => count.Value) })];
    }

    /// <summary>Few units may leave a split without any: it takes the smallest one of the split that has the most.</summary>
    private static void FillEmpty(int[] assigned, List<StratifiedUnit> units, int splits)
    {
        for (int split = 0; split < splits; split++)
        {
            if (!assigned.Contains(split))
            {
                int richest = assigned.CountBy(s => s).MaxBy(count => (count.Value, -count.Key)).Key;
                assigned[Enumerable.Range(0, units.Count).Where(unit => assigned[unit] == richest).MinBy(unit => (units[unit].Rows.Count, units[unit].Order))] = split;
            }
        }
    }
}
