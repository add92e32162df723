namespace EmotionOnnx.Training.Data;

/// <summary>How many tokens texts have.</summary>
internal static class LengthCensus
{
    public static TokenLengths? Of(LabelledDataset data, ITokenizer tokenizer, int maxTokens)
    {
        if (data.Items.Count == 0)
        {
            return null;
        }

        var buffer = new TokenBuffer();
        int[] lengths = new int[data.Items.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            buffer.Clear();
            tokenizer.Encode(data.Items[i].Text, buffer);
            lengths[i] = buffer.Count + tokenizer.Frame.Count;
        }

        Array.Sort(lengths);
        return new TokenLengths(lengths.Average(), Percentile(lengths, 50), Percentile(lengths, 95), lengths[^1], lengths.Count(length => length > maxTokens));
    }

    // Nearest rank: the smallest value that so many percent do not pass.
    private static int Percentile(int[] sorted, int percent) => sorted[(int)(((long)sorted.Length * percent + 99) / 100) - 1];
}
