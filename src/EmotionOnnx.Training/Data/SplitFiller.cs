namespace EmotionOnnx.Training.Data;

/// <summary>
/// Where labels are many and rare, a tenth of each is less than a row, and stratification by label gives a small split next to nothing. A split that
/// has less than half of its share gets the rest of it, one row of a label before two, and none that is the last of its label where it comes from.
/// </summary>
internal static class SplitFiller
{
    public static void Fill(int[] assigned, IReadOnlyList<StratifiedUnit> units, ReadOnlySpan<double> shares)
    {
        double rows = units.Sum(unit => (double)unit.Rows.Count);
        int[] order = [.. Enumerable.Range(0, units.Count).OrderBy(i => units[i].Order)];
        for (int split = 0; split < shares.Length; split++)
        {
            double wanted = shares[split] * rows;
            if (RowsOf(split, assigned, units) < wanted / 2)
            {
                int richest = Enumerable.Range(0, shares.Length).MaxBy(other => (RowsOf(other, assigned, units), -other));
                Move(richest, split, wanted, assigned, units, order);
            }
        }
    }

    private static void Move(int from, int to, double wanted, int[] assigned, IReadOnlyList<StratifiedUnit> units, int[] order)
    {
        Dictionary<int, int> there = CountsOf(to, assigned, units);
        Dictionary<int, int> left = CountsOf(from, assigned, units);
        double missing = wanted - RowsOf(to, assigned, units);
        foreach (bool newLabelsAlone in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (int unit in order.Where(unit => assigned[unit] == from && units[unit].Rows.Count <= missing))
            {
                IReadOnlyDictionary<int, int> labels = units[unit].Labels;
                if (labels.Any(label => left[label.Key] <= label.Value || (newLabelsAlone && there.ContainsKey(label.Key))))
                {
                    continue;
                }

                assigned[unit] = to;
                missing -= units[unit].Rows.Count;
                foreach ((int label, int count) in labels)
                {
                    left[label] -= count;
                    there[label] = there.GetValueOrDefault(label) + count;
                }
            }
        }
    }

    private static int RowsOf(int split, int[] assigned, IReadOnlyList<StratifiedUnit> units) => units.Where((_, unit) => assigned[unit] == split).Sum(unit => unit.Rows.Count);

    private static Dictionary<int, int> CountsOf(int split, int[] assigned, IReadOnlyList<StratifiedUnit> units) =>
        units.Where((_, unit) => assigned[unit] == split).SelectMany(unit => unit.Labels).GroupBy(label => label.Key).ToDictionary(label => label.Key, label => label.Sum(count => count.Value));
}
