using System.Globalization;

namespace EmotionOnnx.Training;

/// <summary>Finds the threshold of each label that gives the highest F1, or the highest recall with a precision that is not to be fallen short of.</summary>
/// <remarks>
/// Both change only where the threshold passes a score, so trying one threshold between every two neighbouring scores is exact.
/// The one given is their midpoint (rounded to four decimals where that stays between them): as far from both as can be, so that
/// small differences between processors change no decision. Of several equally good, the highest is given: it claims least.
/// Thresholds tuned on a split are to be judged on another; with <see cref="ThresholdTuningOptions.ProbabilityShare"/> they keep more of what they reach.
/// </remarks>
public static class ThresholdTuner
{
    /// <summary>
    /// The threshold of a label that reaches <see cref="ThresholdTuningOptions.PrecisionFloor"/> with none: no probability does, so the label is
    /// never found. What can't be claimed with the precision that was asked for is not claimed.
    /// </summary>
    public const float Never = 2;

    /// <summary>Tunes a threshold for each label.</summary>
    /// <param name="scores">Row-major [texts x labels].</param>
    /// <param name="gold">What holds.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <returns>One threshold per label; a score at or over it means that the label is present.</returns>
    /// <exception cref="ArgumentException">
    /// The counts differ, a score is not a number, the limits are in the wrong order, or the precision floor is not from 0 to 1.
    /// </exception>
    public static float[] Tune(ReadOnlySpan<float> scores, LabelMatrix gold, ThresholdTuningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gold);
        options ??= new ThresholdTuningOptions();
        if (scores.Length != gold.Values.Length)
        {
            throw new ArgumentException($"{gold.Values.Length} decisions, but {scores.Length} scores.", nameof(scores));
        }

        if (!(options.Minimum <= options.Maximum))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The lowest threshold, {options.Minimum}, is over the highest, {options.Maximum}."), nameof(options));
        }

        if (options.PrecisionFloor is not (null or (>= 0 and <= 1)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The precision floor is {options.PrecisionFloor}; it must be from 0 to 1."), nameof(options));
        }

        if (options.ProbabilityShare is not (>= 0 and <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The probabilities' share is {options.ProbabilityShare}; it must be from 0 to 1."), nameof(options));
        }

        float[] thresholds = new float[gold.Columns];
        float[] column = new float[gold.Rows];
        bool[] holds = new bool[gold.Rows];
        float? common = null;
        for (int label = 0; label < gold.Columns; label++)
        {
            int support = 0;
            for (int row = 0; row < gold.Rows; row++)
            {
                column[row] = scores[(row * gold.Columns) + label];
                holds[row] = gold[row, label];
                support += holds[row] ? 1 : 0;
            }

            thresholds[label] = support >= Math.Max(1, options.MinimumSupport)
                ? Best(column, holds, options)
                : Borrowed(column, holds, common ??= Best(scores.ToArray(), gold.Values.ToArray(), options), options);
        }

        return thresholds;
    }

    /// <summary>The threshold of all labels together, for one that has too few texts for its own; not where what it finds there belies it.</summary>
    private static float Borrowed(float[] scores, bool[] holds, float common, ThresholdTuningOptions options)
    {
        if (options.PrecisionFloor is not { } floor)
        {
            return common;
        }

        (int truePositives, int found) = (0, 0);
        for (int i = 0; i < scores.Length; i++)
        {
            found += scores[i] >= common ? 1 : 0;
            truePositives += scores[i] >= common && holds[i] ? 1 : 0;
        }

        return found == 0 || (double)truePositives / found >= floor ? common : Never;
    }

    /// <summary>The best threshold for one list of scores. Sorts both arrays.</summary>
    private static float Best(float[] scores, bool[] holds, ThresholdTuningOptions options)
    {
        if (Array.Exists(scores, float.IsNaN))
        {
            throw new ArgumentException("A score is not a number.", nameof(scores));
        }

        Array.Sort(scores, holds);
        double share = options.PrecisionFloor is null && holds.AsSpan().Contains(true) ? options.ProbabilityShare : 0;
        double support = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            support += Held(scores[i], holds[i], share);
        }

        float best = options.PrecisionFloor is null ? options.Maximum : Never;
        double bestTrue = 0, bestTotal = 1, truePositives = 0;
        int next = scores.Length - 1;

        // From the highest threshold down, each claims what is left at or over it. 2 TP / (found + support) are compared crosswise: where labels alone
        // count, all of these are whole numbers, and exact.
        foreach (float threshold in Candidates(scores, options))
        {
            for (; next >= 0 && scores[next] >= threshold; next--)
            {
                truePositives += Held(scores[next], holds[next], share);
            }

            int found = scores.Length - 1 - next;
            if (options.PrecisionFloor is { } floor)
            {
                // More found that is right is a higher recall; the quotient is exact where it equals the floor's own number.
                if (truePositives > bestTrue && truePositives / found >= floor)
                {
                    (best, bestTrue) = (threshold, truePositives);
                }

                continue;
            }

            double total = found + support;
            if (truePositives * bestTotal > bestTrue * total)
            {
                (best, bestTrue, bestTotal) = (threshold, truePositives, total);
            }
        }

        return best;
    }

    private static double Held(float score, bool holds, double share) => (holds ? 1 - share : 0) + (share > 0 ? share * Math.Clamp(score, 0, 1) : 0);

    private static IEnumerable<float> Candidates(float[] sorted, ThresholdTuningOptions options)
    {
        // Where the scores around the highest threshold allowed have their middle under it, that says the same and is farther from both.
        int over = Array.FindIndex(sorted, score => score >= options.Maximum);
        if (over < 0 || Between(over > 0 ? sorted[over - 1] : 0, sorted[over]) >= options.Maximum)
        {
            yield return options.Maximum;
        }

        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            float below = i > 0 ? sorted[i - 1] : 0;
            if (below < sorted[i] && Between(below, sorted[i]) is var middle && middle > options.Minimum && middle < options.Maximum)
            {
                yield return middle;
            }
        }

        yield return options.Minimum;
    }

    /// <summary>The middle, over <paramref name="below"/> and at most <paramref name="above"/> whatever the rounding.</summary>
    private static float Between(float below, float above)
    {
        float middle = (float)(((double)below + above) / 2);
        float rounded = (float)Math.Round(middle, 4);
        return rounded > below && rounded <= above ? rounded : middle > below ? middle : above;
    }
}
