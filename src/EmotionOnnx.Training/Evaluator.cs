using System.Diagnostics;
using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training;

/// <summary>Measures classifiers on labelled texts; any <see cref="ITextClassifier"/>, by the same code.</summary>
public static class Evaluator
{
    /// <summary>Scores every text and compares what is found with what holds.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="data">The labelled texts. Every label is looked up before the first text is scored.</param>
    /// <param name="options">What is compared; null for the defaults.</param>
    /// <param name="progress">Told after each chunk of texts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TextTableException">The data has a label that the classifier does not have, a text that is too long for a classifier that refuses such texts, or no text at all.</exception>
    /// <exception cref="ArgumentException">The classifier does not have the grouping that the options name.</exception>
    public static EvaluationReport Evaluate(
        ITextClassifier classifier,
        LabelledDataset data,
        EvaluationOptions? options = null,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new EvaluationOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ChunkSize, nameof(options));
        var target = new EvaluationTarget(classifier.Labels, options.Grouping);
        GoldLabels gold = GoldLabels.Resolve(data, target, options);
        if (gold.Texts.Length == 0)
        {
            throw new TextTableException(data.Name, "there is no labelled text to evaluate on.");
        }

        long start = Stopwatch.GetTimestamp();
        float[] scores = ScoreAll(classifier, data.Name, gold, options.ChunkSize, progress, cancellationToken);
        return Compare(classifier.Labels, data, gold, scores, options, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Scores texts in chunks.</summary>
    /// <exception cref="TextTableException">A text is too long, and the classifier refuses such texts.</exception>
    internal static float[] ScoreAll(
        ITextClassifier classifier, string name, GoldLabels gold, int chunkSize, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        string[] texts = gold.Texts;
        int width = classifier.Labels.Count;
        float[] scores = new float[(long)texts.Length * width];
        for (int done = 0; done < texts.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(chunkSize, texts.Length - done);
            try
            {
                classifier.Score(texts.AsSpan(done, count), scores.AsSpan(done * width, count * width), cancellationToken);
            }
            catch (TextTooLongException e)
            {
                throw TooLong(name, gold, done + e.TextIndex, e.MaxTokens);
            }

            done += count;
            progress?.Report(new EvaluationProgress(done, texts.Length));
        }

        return scores;
    }

    /// <summary>Compares scores, however they were made, with what holds.</summary>
    internal static EvaluationReport Compare(
        LabelSet labels, LabelledDataset data, GoldLabels gold, float[] scores, EvaluationOptions options, TimeSpan elapsed)
    {
        var target = new EvaluationTarget(labels, options.Grouping);
        float[] targetScores = target.ScoresOf(scores);
        int[] columns = ColumnsOf(gold.Matrix, options.OnlyLabelsInData);
        LabelMatrix holds = gold.Matrix.SelectColumns(columns);
        LabelMatrix found = options.Decision == Decision.Top
            ? Top(targetScores, target.Names.Count, columns)
            : target.FoundByThresholds(scores).SelectColumns(columns);
        string[] names = [.. columns.Select(column => target.Names[column])];
        float[] probabilities = target.HasProbabilities ? Select(targetScores, target.Names.Count, columns) : [];
        return new EvaluationReport
        {
            Data = data.Name,
            Grouping = options.Grouping,
            Decision = options.Decision,
            Activation = labels.Activation,
            Report = ClassificationReport.Compute(names, holds, found, probabilities),
            RollUps = options.Grouping is null && columns.Length == labels.Count
                ? RollUp(labels, holds, found)
                : new Dictionary<string, ClassificationReport>(),
            IgnoredLabels = gold.Ignored,
            LeftOut = gold.LeftOut,
            Unreadable = data.Unreadable.Count,
            Elapsed = elapsed,
        };
    }

    // The exception's index is the chunk's, which nobody outside knows of.
    private static TextTableException TooLong(string name, GoldLabels gold, int text, int maxTokens)
    {
        long? line = gold.LineOf(text);
        string which = line is null ? FormattableString.Invariant($"text {text + 1}") : "the text";
        return new TextTableException(
            name, FormattableString.Invariant($"{which} has more than the {maxTokens} tokens that the model takes. Shorten it, or have long texts read as far as the model can (truncate) or in windows (window)."), line);
    }

    private static Dictionary<string, ClassificationReport> RollUp(LabelSet labels, LabelMatrix holds, LabelMatrix found) =>
        labels.Groups.Values.OrderBy(groups => groups.Name, StringComparer.Ordinal).ToDictionary(
            groups => groups.Name,
            groups => ClassificationReport.Compute(groups.Names, holds.RollUp(groups), found.RollUp(groups)),
            StringComparer.Ordinal);

    private static int[] ColumnsOf(LabelMatrix gold, bool onlyThoseThere)
    {
        int[] all = [.. Enumerable.Range(0, gold.Columns)];
        int[] there = onlyThoseThere ? [.. all.Where(column => Enumerable.Range(0, gold.Rows).Any(row => gold[row, column]))] : all;
        return there.Length > 0 ? there : all;
    }

    private static LabelMatrix Top(float[] scores, int width, int[] columns)
    {
        float[] selected = Select(scores, width, columns);
        bool[] found = new bool[selected.Length];
        for (int row = 0; row < selected.Length; row += columns.Length)
        {
            ReadOnlySpan<float> rowScores = selected.AsSpan(row, columns.Length);
            int best = 0;
            for (int i = 1; i < rowScores.Length; i++)
            {
                best = rowScores[i] > rowScores[best] ? i : best;
            }

            found[row + best] = true;
        }

        return new LabelMatrix(columns.Length, found);
    }

    private static float[] Select(float[] scores, int width, int[] columns)
    {
        if (columns.Length == width)
        {
            return scores;
        }

        float[] selected = new float[scores.Length / width * columns.Length];
        for (int i = 0; i < selected.Length; i++)
        {
            selected[i] = scores[(i / columns.Length * width) + columns[i % columns.Length]];
        }

        return selected;
    }
}
