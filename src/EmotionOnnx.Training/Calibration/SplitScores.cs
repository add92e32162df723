using System.Diagnostics;
using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Calibration;

/// <summary>A split with its labels as columns, and the scores that a classifier gave it.</summary>
internal sealed class SplitScores
{
    private readonly LabelledDataset _data;
    private readonly EvaluationOptions _options;
    private readonly GoldLabels _gold;
    private TimeSpan _elapsed;

    private SplitScores(LabelledDataset data, EvaluationOptions options, GoldLabels gold)
    {
        _data = data;
        _options = options;
        _gold = gold;
    }

    public int Count => _gold.Texts.Length;

    public LabelMatrix Gold => _gold.Matrix;

    /// <summary>Row-major [texts x labels], of the last call of <see cref="Score"/>.</summary>
    public float[] Scores { get; private set; } = [];

    public static SplitScores Resolve(LabelledDataset data, LabelSet labels, EvaluationOptions options)
    {
        var gold = GoldLabels.Resolve(data, new EvaluationTarget(labels, grouping: null), options);
        return gold.Texts.Length > 0
            ? new SplitScores(data, options, gold)
            : throw new TextTableException(data.Name, "there is no labelled text to calibrate on.");
    }

    public void Score(ITextClassifier classifier, int chunkSize, StepProgress progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        Scores = Evaluator.ScoreAll(classifier, _data.Name, _gold, chunkSize, progress, cancellationToken);
        _elapsed = Stopwatch.GetElapsedTime(start);
        progress.EndStep(Count);
    }

    public EvaluationReport Compare(LabelSet labels) => Evaluator.Compare(labels, _data, _gold, Scores, _options, _elapsed);
}
