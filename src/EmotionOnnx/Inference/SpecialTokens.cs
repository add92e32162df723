namespace EmotionOnnx.Inference;

/// <summary>What a row of a batch gets besides its text's ids.</summary>
/// <param name="Prefix">Before the ids.</param>
/// <param name="Suffix">After them.</param>
/// <param name="Padding">Up to the batch's width.</param>
internal sealed record SpecialTokens(int[] Prefix, int[] Suffix, int Padding)
{
    /// <summary>How many of a row's tokens are not the text's.</summary>
    public int Count => Prefix.Length + Suffix.Length;

    /// <summary>A tokenizer's, as they are now: buffers are made for so many.</summary>
    public static SpecialTokens Of(ITokenizer tokenizer) => new([.. tokenizer.Prefix], [.. tokenizer.Suffix], tokenizer.PaddingId);
}
