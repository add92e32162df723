namespace EmotionOnnx.Training;

/// <summary>A temperature, and what it changes.</summary>
/// <param name="Temperature">What the logits are divided by; over 1 makes the probabilities less sure.</param>
/// <param name="LossBefore">The mean negative log-likelihood in nats with temperature 1.</param>
/// <param name="LossAfter">The mean negative log-likelihood in nats with this temperature.</param>
public readonly record struct TemperatureFit(float Temperature, double LossBefore, double LossAfter);
