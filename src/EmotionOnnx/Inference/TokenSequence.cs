namespace EmotionOnnx.Inference;

/// <summary>One row of a batch to be: a text, a pair, or one window of it, as a slice of the call's token ids.</summary>
/// <param name="Offset">Where it starts.</param>
/// <param name="Count">How many ids it has; of a pair with those between the texts.</param>
/// <param name="FirstCount">How many of them are the first text's; all of a single text.</param>
internal readonly record struct TokenSequence(int Offset, int Count, int FirstCount)
{
    public TokenSequence(int offset, int count)
        : this(offset, count, count)
    {
    }
}
