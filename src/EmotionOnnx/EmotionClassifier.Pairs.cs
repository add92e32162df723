namespace EmotionOnnx;

/// <content>Pairs of texts, for models that were fine-tuned on such.</content>
public sealed partial class EmotionClassifier
{
    /// <summary>Writes the score of every label for every pair of texts.</summary>
    /// <param name="pairs">The pairs; no text may be null.</param>
    /// <param name="scores">Row-major [pairs x labels], as for single texts.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <remarks>
    /// Of a pair that is too long, the longer text is cut first. With <see cref="LongText.Windows"/> both texts go on together:
    /// the second window of the one is read with the second of the other, and the one that ends first stays at its last.
    /// </remarks>
    /// <exception cref="ArgumentException">A text is null (the pair's index is named), or <paramref name="scores"/> is too short.</exception>
    /// <exception cref="TextTooLongException">A pair is too long, and the options refuse such.</exception>
    /// <exception cref="EmotionOnnxException">The tokenizer has no frame for pairs.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled; what <paramref name="scores"/> holds is undefined.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public void ScorePairs(ReadOnlySpan<TextPair> pairs, Span<float> scores, CancellationToken cancellationToken = default)
    {
        CheckPairs(pairs);
        CheckRoom(pairs.Length, scores.Length, nameof(scores));
        _pipeline.Score(pairs, scores, [], cancellationToken);
    }

    /// <summary>Classifies one pair of texts.</summary>
    /// <param name="text">The first text; it may be empty.</param>
    /// <param name="pair">The second text; it may be empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TextTooLongException">The pair is too long, and the options refuse such.</exception>
    /// <exception cref="EmotionOnnxException">The tokenizer has no frame for pairs.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public EmotionResult Classify(string text, string pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pair);
        return ClassifyAll([new TextPair(text, pair)], cancellationToken)[0];
    }

    /// <summary>Classifies many pairs of texts in batches and answers in the caller's order.</summary>
    /// <param name="pairs">The pairs; no text may be null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">A text is null (the pair's index is named).</exception>
    /// <exception cref="TextTooLongException">A pair is too long, and the options refuse such.</exception>
    /// <exception cref="EmotionOnnxException">The tokenizer has no frame for pairs.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public IReadOnlyList<EmotionResult> ClassifyPairs(IReadOnlyList<TextPair> pairs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        TextPair[] array = pairs as TextPair[] ?? [.. pairs];
        CheckPairs(array);
        return ClassifyAll(array, cancellationToken);
    }

    private static void CheckPairs(ReadOnlySpan<TextPair> pairs)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].Text is null || pairs[i].Pair is null)
            {
                throw new ArgumentException($"A text of pair {i} of {pairs.Length} is null. Leave the pair out, or give an empty string.", nameof(pairs));
            }
        }
    }

    private EmotionResult[] ClassifyAll(ReadOnlySpan<TextPair> pairs, CancellationToken cancellationToken)
    {
        float[] scores = new float[checked(pairs.Length * Labels.Count)];
        bool[] truncated = new bool[pairs.Length];
        _pipeline.Score(pairs, scores, truncated, cancellationToken);
        return Results(scores, truncated);
    }
}
