namespace EmotionOnnx.Training.Data;

/// <summary>
/// Divides rows so that every split has its share of every label, also where rows have several: the rarest label first, each of its rows to the
/// split that lacks it most. Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", ECML PKDD 2011; rows that must stay
/// together are one unit, large units first, and what they left to chance is decided by the units' order.
/// </summary>
internal static class IterativeStratification
{
    /// <summary>Assigns each unit to a split.</summary>
    /// <param name="units">The units.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="shares">Each split's share; they sum to 1.</param>
    /// <returns>The split of each unit.</returns>
    public static int[] Assign(IReadOnlyList<StratifiedUnit> units, int labels, ReadOnlySpan<double> shares)
    {
        int[] order = [.. Enumerable.Range(0, units.Count).OrderByDescending(i => units[i].Rows.Count).ThenBy(i => units[i].Order)];
        var carriers = new List<int>[labels];
        long[] remaining = new long[labels];
        foreach (int unit in order)
        {
            foreach ((int label, int count) in units[unit].Labels)
            {
                (carriers[label] ??= []).Add(unit);
                remaining[label] += count;
            }
        }

        double rows = units.Sum(unit => (double)unit.Rows.Count);
        double[] wanted = [.. shares.ToArray().Select(share => share * rows)];
        double[][] wantedOfLabel = [.. shares.ToArray().Select(share => remaining.Select(count => share * count).ToArray())];
        int[] assigned = new int[units.Count];
        Array.Fill(assigned, -1);
        while (Rarest(remaining) is >= 0 and var rarest)
        {
            foreach (int unit in carriers[rarest].Where(unit => assigned[unit] < 0))
            {
                int split = NeediestFor(rarest, wantedOfLabel, wanted);
                assigned[unit] = split;
                wanted[split] -= units[unit].Rows.Count;
                foreach ((int label, int count) in units[unit].Labels)
                {
                    wantedOfLabel[split][label] -= count;
                    remaining[label] -= count;
                }
            }
        }

        return assigned;
    }

    private static int Rarest(long[] remaining)
    {
        int rarest = -1;
        for (int label = 0; label < remaining.Length; label++)
        {
            if (remaining[label] > 0 && (rarest < 0 || remaining[label] < remaining[rarest]))
            {
                rarest = label;
            }
        }

        return rarest;
    }

    private static int NeediestFor(int label, double[][] wantedOfLabel, double[] wanted)
    {
        int best = 0;
        for (int split = 1; split < wanted.Length; split++)
        {
            int order = wantedOfLabel[split][label].CompareTo(wantedOfLabel[best][label]);
            if (order > 0 || (order == 0 && wanted[split] > wanted[best]))
            {
                best = split;
            }
        }

        return best;
    }
}
