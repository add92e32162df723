using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training;

/// <summary>
/// Temperature scaling: one number that the logits are divided by so that the probabilities become honest, chosen for the lowest mean
/// negative log-likelihood. It changes no ranking. Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
/// </summary>
/// <remarks>
/// The likelihood is that of the activation: with sigmoid the binary cross-entropy of each label of each text, with softmax the
/// cross-entropy of each text. Either is convex in 1/T, and so has one valley over log T, which golden-section search narrows to 1e-6.
/// </remarks>
public static class TemperatureScaler
{
    /// <summary>The lowest temperature given: labels that the logits separate without a fault would ask for 0.</summary>
    public const double Minimum = 0.05;

    /// <summary>The highest temperature given: logits that tell nothing would ask for infinity.</summary>
    public const double Maximum = 20;

    /// <summary>Fits the temperature.</summary>
    /// <param name="logits">Row-major [texts x labels], before the activation, with temperature 1.</param>
    /// <param name="gold">What holds.</param>
    /// <param name="activation">What turns the logits into probabilities.</param>
    /// <exception cref="ArgumentException">
    /// The counts differ, there are no texts, a logit is not a finite number, there is no activation, or a text has not exactly one label with softmax.
    /// </exception>
    public static TemperatureFit Fit(ReadOnlySpan<float> logits, LabelMatrix gold, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (logits.Length != gold.Values.Length || logits.IsEmpty)
        {
            throw new ArgumentException($"{gold.Values.Length} decisions, but {logits.Length} logits; as many are needed, and at least one.", nameof(logits));
        }

        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                throw new ArgumentException("A logit is not a finite number.", nameof(logits));
            }
        }

        if (activation == Activation.Softmax)
        {
            CheckSingleLabel(gold);
        }

        float[] values = logits.ToArray();
        double Loss(double logTemperature) => activation switch
        {
            Activation.Sigmoid => SigmoidLoss(values, gold, Math.Exp(-logTemperature)),
            Activation.Softmax => SoftmaxLoss(values, gold, Math.Exp(-logTemperature)),
            _ => throw new ArgumentException("Without an activation there are no probabilities to calibrate.", nameof(activation)),
        };

        // Four decimals: the loss is flat at its lowest, and more would only tell one run's rounding from another's.
        float temperature = (float)Math.Round(Math.Exp(GoldenSection.Minimize(Loss, Math.Log(Minimum), Math.Log(Maximum), 1e-6)), 4);
        return new TemperatureFit(temperature, Loss(0), Loss(Math.Log(temperature)));
    }

    /// <summary>-log of the probability of each decision: log(1 + e^-x) where it holds, log(1 + e^x) where not.</summary>
    private static double SigmoidLoss(float[] logits, LabelMatrix gold, double scale)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double x = (gold.Values[i] ? -logits[i] : logits[i]) * scale;
            sum += Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }

        return sum / logits.Length;
    }

    /// <summary>-log of the probability of each text's label.</summary>
    private static double SoftmaxLoss(float[] logits, LabelMatrix gold, double scale)
    {
        double sum = 0;
        for (int row = 0; row < gold.Rows; row++)
        {
            ReadOnlySpan<float> x = logits.AsSpan(row * gold.Columns, gold.Columns);
            double max = double.NegativeInfinity;
            foreach (float logit in x)
            {
                max = Math.Max(max, logit * scale);
            }

            double total = 0;
            foreach (float logit in x)
            {
                total += Math.Exp((logit * scale) - max);
            }

            sum += max + Math.Log(total) - (x[gold.Row(row).IndexOf(true)] * scale);
        }

        return sum / gold.Rows;
    }

    private static void CheckSingleLabel(LabelMatrix gold)
    {
        for (int row = 0; row < gold.Rows; row++)
        {
            int count = gold.Row(row).Count(true);
            if (count != 1)
            {
                throw new ArgumentException($"Text {row} has {count} labels; with softmax every text has exactly one.", nameof(gold));
            }
        }
    }
}
