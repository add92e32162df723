using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Reporting;

/// <summary>What the sections look at: a run, and what its bundle finds on the split that counts, which is test where there is one.</summary>
internal sealed class ReportSource
{
    public ReportSource(FinetuneResult result)
    {
        Result = result;
        Labels = result.Calibration.Labels;
        HasTest = result.Calibration.Test is not null;
        Data = HasTest ? result.Splits.Test! : result.Splits.Dev;
        Evaluation = result.Calibration.Test ?? result.Calibration.Dev;
        Scores = HasTest ? result.Calibration.TestScores : result.Calibration.DevScores;
        var target = new EvaluationTarget(Labels, grouping: null);
        Gold = GoldLabels.Resolve(Data, target, new EvaluationOptions()).Matrix;
        DevGold = HasTest ? GoldLabels.Resolve(result.Splits.Dev, target, new EvaluationOptions()).Matrix : Gold;
        Found = target.FoundByThresholds(Scores.ToArray());
        Names = [.. Labels.Names.Select(PlainText.Label)];
    }

    public FinetuneResult Result { get; }

    public LabelSet Labels { get; }

    /// <summary>The labels as they are shown.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool HasTest { get; }

    /// <summary>The name of the split that counts.</summary>
    public string Split => HasTest ? "test" : "dev";

    /// <summary>Whether labels exclude each other.</summary>
    public bool IsSingleLabel => Labels.Activation == Activation.Softmax;

    public LabelledDataset Data { get; }

    public EvaluationReport Evaluation { get; }

    public ClassificationReport Report => Evaluation.Report;

    /// <summary>Row-major [texts x labels].</summary>
    public ReadOnlyMemory<float> Scores { get; }

    public LabelMatrix Gold { get; }

    public LabelMatrix Found { get; }

    public LabelMatrix DevGold { get; }

    public float Score(int row, int label) => Scores.Span[(row * Labels.Count) + label];
}
