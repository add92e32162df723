using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Tests.Reporting;

/// <summary>A run whose logits are the test's own, so that every figure of its report can be known by hand.</summary>
internal static class ReportFixture
{
    /// <summary>The result of a run on these texts.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="dev">Texts with labels and logits.</param>
    /// <param name="activation">Softmax or sigmoid.</param>
    /// <param name="thresholds">With a sigmoid; null for 0.5.</param>
    /// <param name="temperature">What was fitted.</param>
    public static FinetuneResult Of(
        string[] labels, (string Text, string[] Labels, float[] Logits)[] dev, Activation activation = Activation.Softmax, float[]? thresholds = null, float temperature = 2)
    {
        LabelledText[] items = [.. dev.Select((row, i) => new LabelledText(row.Text, row.Labels, i + 2))];
        var data = new LabelledDataset("data/dev.csv", items);
        var splits = new DatasetSplits { Train = new LabelledDataset("data/train.csv", items), Dev = data, Labels = labels, Remarks = ["dev is train <b>"] };
        float[] logits = [.. dev.SelectMany(row => row.Logits)];
        float[] before = Probabilities.Of(logits, labels.Length, activation, 1);
        float[] after = Probabilities.Of(logits, labels.Length, activation, temperature);
        var set = new LabelSet(labels, activation, thresholds);
        var gold = GoldLabels.Resolve(data, new EvaluationTarget(set, null), new EvaluationOptions());
        return new FinetuneResult
        {
            Output = "models/my <i>model</i>",
            Options = new FinetuneOptions { Output = "model", Base = "base", Trainer = new TrainerCommand("x"), Command = "emotion finetune --train '<x>' ```" },
            Data = DataCheck.Run(splits, new DataCheckOptions { Kind = activation == Activation.Softmax ? LabelKind.SingleLabel : LabelKind.MultiLabel, Allow = DataRisks.Leaks }),
            Splits = splits,
            Hyperparameters = new FinetuneHyperparameters(),
            Calibration = new CalibrationReport
            {
                Temperature = temperature,
                TemperatureFit = TemperatureScaler.Fit(logits, gold.Matrix, activation),
                BeforeTemperature = new ProbabilityQuality(ProbabilityMetrics.ExpectedCalibrationError(before, gold.Matrix), ProbabilityMetrics.BrierScore(before, gold.Matrix)),
                Labels = set,
                Dev = Evaluator.Compare(set, data, gold, after, new EvaluationOptions(), TimeSpan.Zero),
                DevScoresBefore = before,
                DevScores = after,
            },
            Epochs =
            [
                new FinetuneProgress.EpochEnded(1, 2, new Dictionary<string, double> { ["macro_f1"] = 0.25, ["loss<"] = 1.5 }, true),
                new FinetuneProgress.EpochEnded(2, 2, new Dictionary<string, double> { ["macro_f1"] = 0.75 }, true),
            ],
            FloatLogits = new SplitLogits(logits, null),
            BundleLogits = new SplitLogits(logits, null),
            TrainingTime = TimeSpan.FromSeconds(75),
            Finished = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
    }
}
