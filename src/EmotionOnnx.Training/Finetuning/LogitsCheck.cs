using System.Globalization;
using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Compares two computations of the same logits.</summary>
internal static class LogitsCheck
{
    /// <summary>How far our float32 logits may be from the trainer's; of a logit beyond ±1, how far in proportion to it, as float32's own rounding grows with it.</summary>
    public const double Tolerance = 1e-4;

    /// <exception cref="TrainerException">A logit of ours is too far from the trainer's.</exception>
    public static void AreEqual(LabelledDataset data, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, int labels)
    {
        for (int i = 0; i < ours.Length; i++)
        {
            // Not a number is far from everything.
            double allowed = Tolerance * Math.Max(1, Math.Abs((double)theirs[i]));
            if (!(Math.Abs((double)ours[i] - theirs[i]) <= allowed))
            {
                LabelledText item = data.Items[i / labels];
                throw new TrainerException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The float32 graph gives other logits than the trainer did: {ours[i]} and {theirs[i]} for label {i % labels} of {Place.Of(data, item)}, where at most {allowed:G3} apart is allowed. The export is not the model that was trained."));
            }
        }
    }

    public static LogitsDifference Difference(IEnumerable<(ReadOnlyMemory<float> A, ReadOnlyMemory<float> B)> splits, int labels, Activation activation)
    {
        (int count, double largest, double squares, double probability) = (0, 0, 0, 0);
        double[] p = new double[labels];
        double[] q = new double[labels];
        foreach ((ReadOnlyMemory<float> first, ReadOnlyMemory<float> second) in splits)
        {
            for (int row = 0; row < first.Length; row += labels)
            {
                ReadOnlySpan<float> a = first.Span.Slice(row, labels);
                ReadOnlySpan<float> b = second.Span.Slice(row, labels);
                for (int i = 0; i < labels; i++)
                {
                    double difference = Math.Abs((double)a[i] - b[i]);
                    largest = Math.Max(largest, difference);
                    squares += difference * difference;
                }

                Probabilities.OfRow(a, activation, 1, p);
                Probabilities.OfRow(b, activation, 1, q);
                probability = Math.Max(probability, p.Zip(q, (x, y) => Math.Abs(x - y)).Max());
                count++;
            }
        }

        return new LogitsDifference(count, largest, count == 0 ? 0 : Math.Sqrt(squares / ((double)count * labels)), probability);
    }
}
