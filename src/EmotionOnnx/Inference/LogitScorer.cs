namespace EmotionOnnx.Inference;

/// <summary>Logits to scores: temperature, then activation, in place.</summary>
internal sealed class LogitScorer(Activation activation, float temperature)
{
    /// <summary>Turns one row of logits into scores.</summary>
    /// <exception cref="EmotionOnnxException">The model gave something that is not a number.</exception>
    public void Apply(Span<float> row)
    {
        foreach (float logit in row)
        {
            if (!float.IsFinite(logit))
            {
                throw new EmotionOnnxException("The model's output is not a finite number. The graph or its weights are broken, or overflow in half precision.");
            }
        }

        switch (activation)
        {
            case Activation.Sigmoid:
                Sigmoid(row);
                break;
            case Activation.Softmax:
                Softmax(row);
                break;
            case Activation.None:
                // A regression's value is the answer as it is: dividing it by a temperature would change its unit.
                break;
        }
    }

    private void Sigmoid(Span<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            // e^-x overflows to infinity for very negative x, and 1 / infinity is the right 0.
            row[i] = 1f / (1f + MathF.Exp(-row[i] / temperature));
        }
    }

    private void Softmax(Span<float> row)
    {
        float max = float.NegativeInfinity;
        foreach (float logit in row)
        {
            max = MathF.Max(max, logit);
        }

        float sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = MathF.Exp((row[i] - max) / temperature);
            sum += row[i];
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] /= sum;
        }
    }
}
