namespace EmotionOnnx.Inference;

/// <summary>The largest batch that a runner's buffers take.</summary>
/// <param name="Tokens">Tokens of a batch, padding included.</param>
/// <param name="Rows">Rows of a batch.</param>
/// <param name="Labels">Labels of a row.</param>
internal readonly record struct RunnerLimits(int Tokens, int Rows, int Labels);
