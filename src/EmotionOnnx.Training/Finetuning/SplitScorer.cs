using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Logits of dev and test by a graph, on the way that every text will take later.</summary>
internal sealed class SplitScorer(
    DatasetSplits splits, TrainerRequest request, EmotionClassifierOptions options, IProgress<FinetuneProgress>? progress, CancellationToken cancellationToken)
{
    private const int ChunkSize = 512;

    public Activation Activation { get; } = request.Kind == LabelKind.SingleLabel ? Activation.Softmax : Activation.Sigmoid;

    /// <exception cref="TrainerException">The graph or its config is not what was asked for.</exception>
    public SplitLogits Score(string folder, string kind)
    {
        try
        {
            Check(ModelBundle.Open(folder));
            EmotionClassifierOptions run = options with { Temperature = 1, Activation = EmotionOnnx.Activation.None, Threshold = null, VerifyHashes = false, MaxTokens = request.MaxTokens };
            using EmotionClassifier classifier = EmotionClassifier.Load(folder, run);
            ReadOnlyMemory<float> dev = Score(classifier, splits.Dev, $"dev, {kind}");
            return splits.Test is null ? new SplitLogits(dev, null) : new SplitLogits(dev, Score(classifier, splits.Test, $"test, {kind}"));
        }
        catch (Exception e) when (e is EmotionOnnxException and not (TrainerException or DeviceNotAvailableException))
        {
            throw new TrainerException($"The trainer's {kind} graph can't be used: {e.Message}", e);
        }
    }

    private float[] Score(EmotionClassifier classifier, LabelledDataset data, string what)
    {
        var gold = GoldLabels.Resolve(data, new EvaluationTarget(classifier.Labels, grouping: null), new EvaluationOptions());
        return Evaluator.ScoreAll(classifier, data.Name, gold, ChunkSize, new Forward<EvaluationProgress>(value => progress?.Report(new FinetuneProgress.Measuring(what, value.Done, value.Total))), cancellationToken);
    }

    private void Check(ModelBundle bundle)
    {
        string config = Path.Combine(bundle.Path, "config.json");
        if (!bundle.Labels.Names.SequenceEqual(request.Labels, StringComparer.Ordinal))
        {
            throw new TrainerException($"The trainer's config.json names other labels (id2label: {string.Join(", ", bundle.Labels.Names)}) than were asked for: {string.Join(", ", request.Labels)}.");
        }

        if (bundle.Labels.Activation != Activation)
        {
            string expected = request.Kind == LabelKind.SingleLabel ? "single_label_classification" : "multi_label_classification";
            throw new TrainerException($"The trainer's config.json says with 'problem_type' that the scores are made by {bundle.Labels.Activation}; '{expected}' was asked for ({config}).");
        }
    }
}
