namespace EmotionOnnx.Inference;

/// <summary>A run of the session: <paramref name="Rows"/> sequences of the plan's order from <paramref name="First"/> on.</summary>
/// <param name="First">The first one's place in the plan's order.</param>
/// <param name="Rows">How many sequences.</param>
/// <param name="Width">Tokens per row, special tokens and padding included.</param>
internal readonly record struct Batch(int First, int Rows, int Width);
