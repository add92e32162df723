namespace EmotionOnnx.Inference;

/// <summary>What a row of a batch gets besides its text's ids.</summary>
/// <param name="Prefix">Before the ids.</param>
/// <param name="Suffix">After them.</param>
/// <param name="Padding">Up to the batch's width.</param>
internal sealed record SpecialTokens(int[] Prefix, int[] Suffix, int Padding);
