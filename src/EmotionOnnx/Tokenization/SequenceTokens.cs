namespace EmotionOnnx.Tokenization;

/// <summary>The tokens of one text, before truncation, special tokens and padding.</summary>
internal sealed record SequenceTokens(int[] Ids, string[] Tokens, TokenOffsets[] Offsets, int[] Words)
{
    internal int Count => Ids.Length;
}
