using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training;

/// <summary>How honest probabilities are: whether of the things said with 70 %, 70 % hold.</summary>
public static class ProbabilityMetrics
{
    /// <summary>The number of bins of the expected calibration error, 15 as in Guo et al. 2017.</summary>
    public const int Bins = 15;

    /// <summary>
    /// Expected calibration error over all decisions, a decision being one label of one text: the decisions are put into 15 bins of
    /// equal width by their probability (bin i has i/15 &lt; p &lt;= (i+1)/15, the first also 0), and
    /// ECE = sum over bins of (decisions in the bin / all) * |mean probability - share that holds|.
    /// </summary>
    /// <remarks>
    /// Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015, the binary form,
    /// which suits labels that do not exclude each other; Guo et al. 2017 take the best class alone.
    /// </remarks>
    /// <param name="probabilities">Row-major [texts x labels], 0 to 1.</param>
    /// <param name="gold">What holds.</param>
    /// <returns>0 (honest) to 1; 0 for no decisions.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a probability is not from 0 to 1.</exception>
    public static double ExpectedCalibrationError(ReadOnlySpan<float> probabilities, LabelMatrix gold)
    {
        double error = 0;
        foreach (ReliabilityBin bin in ReliabilityBins(probabilities, gold))
        {
            error += bin.Count * bin.Gap;
        }

        return Ratio.Of(error, probabilities.Length);
    }

    /// <summary>The bins of <see cref="ExpectedCalibrationError"/>: what a reliability diagram shows.</summary>
    /// <param name="probabilities">Row-major [texts x labels], 0 to 1.</param>
    /// <param name="gold">What holds.</param>
    /// <returns><see cref="Bins"/> bins, from the lowest probabilities to the highest; some may be empty.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a probability is not from 0 to 1.</exception>
    public static IReadOnlyList<ReliabilityBin> ReliabilityBins(ReadOnlySpan<float> probabilities, LabelMatrix gold)
    {
        Check(probabilities, gold);
        double[] sums = new double[Bins];
        int[] counts = new int[Bins];
        int[] holds = new int[Bins];
        for (int i = 0; i < probabilities.Length; i++)
        {
            double p = probabilities[i];
            int bin = Math.Max(0, (int)Math.Ceiling(p * Bins) - 1);
            sums[bin] += p;
            counts[bin]++;
            holds[bin] += gold.Values[i] ? 1 : 0;
        }

        return [.. counts.Select((count, i) => new ReliabilityBin((double)i / Bins, (double)(i + 1) / Bins, count, Ratio.Of(sums[i], count), Ratio.Of(holds[i], count)))];
    }

    /// <summary>
    /// The Brier score over all decisions, a decision being one label of one text: the mean of (p - y)^2 with y = 1 where the label holds
    /// (Brier 1950, the form for two outcomes).
    /// </summary>
    /// <param name="probabilities">Row-major [texts x labels], 0 to 1.</param>
    /// <param name="gold">What holds.</param>
    /// <returns>0 (right and sure) to 1; 0 for no decisions.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a probability is not from 0 to 1.</exception>
    public static double BrierScore(ReadOnlySpan<float> probabilities, LabelMatrix gold)
    {
        Check(probabilities, gold);
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double difference = probabilities[i] - (gold.Values[i] ? 1.0 : 0.0);
            sum += difference * difference;
        }

        return Ratio.Of(sum, probabilities.Length);
    }

    private static void Check(ReadOnlySpan<float> probabilities, LabelMatrix gold)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (probabilities.Length != gold.Values.Length)
        {
            throw new ArgumentException($"{gold.Values.Length} decisions, but {probabilities.Length} probabilities.", nameof(probabilities));
        }

        foreach (float p in probabilities)
        {
            if (p is not (>= 0 and <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"{p} is not a probability."), nameof(probabilities));
            }
        }
    }
}
