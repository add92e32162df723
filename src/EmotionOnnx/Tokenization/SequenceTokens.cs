namespace EmotionOnnx.Tokenization;

/// <summary>The tokens of one text, before truncation, special tokens and padding.</summary>
/// <param name="Text">The text itself.</param>
/// <param name="Ids">Their ids.</param>
/// <param name="Tokens">As they stand in the vocabulary, or what was found where that differs: an added token with the white space it took along.</param>
/// <param name="Offsets">Their places in the text.</param>
/// <param name="Words">The words they are of.</param>
/// <param name="Added">Whether they are added tokens found in the text.</param>
internal sealed record SequenceTokens(
    string Text, int[] Ids, string[] Tokens, TokenOffsets[] Offsets, int[] Words, bool[] Added)
{
    internal int Count => Ids.Length;

    /// <summary>
    /// The last words that have so many tokens together, or all; words are counted from the first of them, which is no added token:
    /// the reference looks at the count after the model's words only.
    /// </summary>
    internal SequenceTokens LastWords(int tokens)
    {
        if (Count <= tokens)
        {
            return this;
        }

        int start = Count - tokens;
        while (start > 0 && start < Count && (Words[start - 1] == Words[start] || Added[start]))
        {
            start--;
        }

        int firstWord = start < Count ? Words[start] : 0;
        return new SequenceTokens(
            Text,
            Ids[start..],
            Tokens[start..],
            Offsets[start..],
            Array.ConvertAll(Words[start..], word => word - firstWord),
            Added[start..]);
    }
}
