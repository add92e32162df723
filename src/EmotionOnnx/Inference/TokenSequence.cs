namespace EmotionOnnx.Inference;

/// <summary>One row of a batch to be: a text, or one window of it, as a slice of the call's token ids.</summary>
internal readonly record struct TokenSequence(int Offset, int Count);
