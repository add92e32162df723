namespace EmotionOnnx.Training.Calibration;

/// <summary>Probabilities from logits, for figures; texts are scored by the library's own.</summary>
internal static class Probabilities
{
    /// <summary>The probabilities of every text.</summary>
    /// <param name="logits">Row-major [texts x labels], with temperature 1.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="activation">Sigmoid, or softmax.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    public static float[] Of(ReadOnlySpan<float> logits, int labels, Activation activation, double temperature)
    {
        float[] probabilities = new float[logits.Length];
        double[] row = new double[labels];
        for (int start = 0; start < logits.Length; start += labels)
        {
            OfRow(logits.Slice(start, labels), activation, temperature, row);
            for (int i = 0; i < labels; i++)
            {
                probabilities[start + i] = (float)row[i];
            }
        }

        return probabilities;
    }

    /// <summary>The probabilities of one text.</summary>
    public static void OfRow(ReadOnlySpan<float> logits, Activation activation, double temperature, Span<double> probabilities)
    {
        if (activation == Activation.Sigmoid)
        {
            for (int i = 0; i < logits.Length; i++)
            {
                probabilities[i] = 1 / (1 + Math.Exp(-logits[i] / temperature));
            }

            return;
        }

        double highest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = Math.Exp((logits[i] - highest) / temperature);
            sum += probabilities[i];
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }
}
