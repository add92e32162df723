namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>A text that is decided wrong.</summary>
/// <param name="Row">The text.</param>
/// <param name="Loss">How sure the model was of what does not hold, in nats.</param>
internal readonly record struct WorstError(int Row, double Loss)
{
    // The smallest normal float32: a probability of 0 would be infinitely wrong.
    private const double Least = 1.17549435e-38;

    public static IEnumerable<WorstError> Of(ReportSource source)
    {
        for (int row = 0; row < source.Gold.Rows; row++)
        {
            if (!source.Gold.Row(row).SequenceEqual(source.Found.Row(row)))
            {
                yield return new WorstError(row, LossOf(source, row));
            }
        }
    }

    private static double LossOf(ReportSource source, int row)
    {
        double loss = 0;
        for (int label = 0; label < source.Labels.Count; label++)
        {
            double p = source.Score(row, label);
            bool holds = source.Gold[row, label];
            if (holds || !source.IsSingleLabel)
            {
                loss -= Math.Log(Math.Max(holds ? p : 1 - p, Least));
            }
        }

        return loss;
    }
}
