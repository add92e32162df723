namespace EmotionOnnx.Inference;

/// <summary>The scores of a text's windows to the text's scores.</summary>
internal static class WindowPooler
{
    /// <param name="windows">Row-major [windows x labels], at least one row.</param>
    /// <param name="pooling">How.</param>
    /// <param name="scores">One row of labels.</param>
    public static void Pool(ReadOnlySpan<float> windows, WindowPooling pooling, Span<float> scores)
    {
        int labels = scores.Length;
        int count = windows.Length / labels;
        windows[..labels].CopyTo(scores);
        for (int window = 1; window < count; window++)
        {
            ReadOnlySpan<float> row = windows.Slice(window * labels, labels);
            for (int i = 0; i < labels; i++)
            {
                scores[i] = pooling == WindowPooling.Max ? MathF.Max(scores[i], row[i]) : scores[i] + row[i];
            }
        }

        if (pooling == WindowPooling.Mean && count > 1)
        {
            for (int i = 0; i < labels; i++)
            {
                scores[i] /= count;
            }
        }
    }
}
