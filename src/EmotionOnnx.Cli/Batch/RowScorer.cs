using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Scores a chunk's rows; what can't be scored fails by itself and not with its neighbours.</summary>
internal static class RowScorer
{
    /// <summary>A result or an error for every row.</summary>
    public static (EmotionResult? Result, string? Error)[] Score(EmotionClassifier classifier, IReadOnlyList<TextRow> rows, CancellationToken cancellationToken)
    {
        var outcomes = new (EmotionResult? Result, string? Error)[rows.Count];
        var good = new List<int>(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Error is { } error)
            {
                outcomes[i].Error = error;
            }
            else
            {
                good.Add(i);
            }
        }

        string[] texts = [.. good.Select(i => rows[i].Text)];
        try
        {
            IReadOnlyList<EmotionResult> results = classifier.Classify(texts, cancellationToken);
            for (int i = 0; i < texts.Length; i++)
            {
                outcomes[good[i]].Result = results[i];
            }
        }
        catch (TextTooLongException)
        {
            // Asked for by --long refuse. The exception names the first such text only, so each one is tried by itself.
            foreach (int i in good)
            {
                outcomes[i] = ScoreAlone(classifier, rows[i].Text, cancellationToken);
            }
        }

        return outcomes;
    }

    private static (EmotionResult? Result, string? Error) ScoreAlone(EmotionClassifier classifier, string text, CancellationToken cancellationToken)
    {
        try
        {
            return (classifier.Classify(text, cancellationToken), null);
        }
        catch (TextTooLongException e)
        {
            return (null, $"the text has more than the {e.MaxTokens} tokens that the model takes; --long truncate or window reads it.");
        }
    }
}
