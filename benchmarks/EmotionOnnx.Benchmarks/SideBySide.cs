using System.Diagnostics;

namespace EmotionOnnx.Benchmarks;

/// <summary>Times two or more things in turns, A B A B, and compares them round by round.</summary>
internal static class SideBySide
{
    /// <summary>Runs each contender once untimed, then <paramref name="rounds"/> times in turns.</summary>
    /// <returns>Seconds, [contender][round].</returns>
    public static double[][] Time(int rounds, params Action[] contenders)
    {
        double[][] seconds = [.. contenders.Select(_ => new double[rounds])];
        Array.ForEach(contenders, run => run());
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                // Whoever comes first in a round may meet a cooler processor: the order turns.
                int contender = (i + round) % contenders.Length;
                long start = Stopwatch.GetTimestamp();
                contenders[contender]();
                seconds[contender][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        return seconds;
    }

    /// <summary>How much faster <paramref name="b"/> is than <paramref name="a"/>, round by round: minimum, median, maximum of a's time over b's.</summary>
    public static (double Min, double Median, double Max) Ratio(double[] a, double[] b)
    {
        double[] ratios = [.. a.Zip(b, (x, y) => x / y).Order()];
        return (ratios[0], Median(ratios), ratios[^1]);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
