using EmotionOnnx.Training.Evaluation;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>From a trainer's output to a whole bundle, still in the work folder: logits held to the trainer's, calibrated, measured, verified.</summary>
internal sealed class BundleFinisher(FinetunePlan plan, WorkFolder work, TrainerRequest request, ValidationRuns? validation)
{
    public FinetuneResult Run(TrainerOutput output, List<FinetuneProgress.EpochEnded> epochs, TimeSpan elapsed)
    {
        if (output.Int8 is null && plan.Hyperparameters.Quantize)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark("the trainer gave no int8 graph: the bundle's graph is float32"));
        }

        var scorer = new SplitScorer(plan.Splits, request, plan.Options.Classifier, plan.Progress, plan.CancellationToken);
        string plain = BundleAssembler.Plain(work.Float32Bundle, output.Float32, output.Config, work.Tokenizer);
        SplitLogits float32 = scorer.Score(plain, "float32");
        LogitsDifference? trainerDifference = CompareWithTrainer(output, float32, scorer.Activation);

        string bundle = BundleAssembler.Plain(work.Bundle, output.Int8 ?? output.Float32, output.Config, work.Tokenizer);
        SplitLogits final = output.Int8 is null ? float32 : scorer.Score(bundle, "int8");
        string name = plan.Options.Name ?? Path.GetFileName(plan.Output);
        BundleAssembler.Describe(bundle, plan.Options, request, plan.Report, name);
        CalibrationReport calibration = Calibrate(bundle, CanFitTemperature(final.Dev, scorer.Activation));
        ValidationResult? validated = validation?.With(plan, calibration, elapsed);
        if (validated is not null)
        {
            ValidationCard.Write(bundle, validated);
        }

        if (ModelBundle.Open(bundle).Verify(plan.CancellationToken) is [{ } problem, ..])
        {
            throw problem;
        }

        plan.CancellationToken.ThrowIfCancellationRequested();
        return new FinetuneResult
        {
            Output = plan.Output,
            Data = plan.Report,
            Splits = plan.Splits,
            Hyperparameters = plan.Hyperparameters,
            Calibration = calibration,
            Epochs = epochs,
            FloatLogits = float32,
            BundleLogits = final,
            TrainerDifference = trainerDifference,
            QuantizationDifference = output.Int8 is null ? null : Difference(float32, final, request.Labels.Count, scorer.Activation),
            Validation = validated,
            TrainingTime = elapsed,
        };
    }

    private LogitsDifference? CompareWithTrainer(TrainerOutput output, SplitLogits ours, Activation activation)
    {
        var compared = new List<(ReadOnlyMemory<float>, ReadOnlyMemory<float>)>();
        void Compare(string? path, LabelledDataset? data, ReadOnlyMemory<float>? logits)
        {
            if (path is not null && data is not null && logits is { } values)
            {
                float[] theirs = TrainerOutput.ReadLogits(path, data.Items.Count, request.Labels.Count);
                LogitsCheck.AreEqual(data, values.Span, theirs, request.Labels.Count);
                compared.Add((values, theirs));
            }
        }

        Compare(output.DevLogits, plan.Splits.Dev, ours.Dev);
        Compare(output.TestLogits, plan.Splits.Test, ours.Test);
        if (compared.Count > 0)
        {
            return LogitsCheck.Difference(compared, request.Labels.Count, activation);
        }

        plan.Progress?.Report(new FinetuneProgress.Remark("the trainer gave no logits: its graph is not held to them"));
        return null;
    }

    private static LogitsDifference Difference(SplitLogits a, SplitLogits b, int labels, Activation activation) =>
        LogitsCheck.Difference(a.Test is { } test ? [(a.Dev, b.Dev), (test, b.Test!.Value)] : [(a.Dev, b.Dev)], labels, activation);

    /// <summary>
    /// Where the logits tell all of dev apart without a fault, the likelihood asks for a temperature of 0, and every score would become 0 or 1: nothing can be
    /// learned there about how sure the model may be.
    /// </summary>
    private bool CanFitTemperature(ReadOnlyMemory<float> logits, Activation activation)
    {
        var labels = new LabelSet(request.Labels, activation);
        LabelMatrix gold = GoldLabels.Resolve(plan.Splits.Dev, new EvaluationTarget(labels, grouping: null), new EvaluationOptions()).Matrix;
        if (TemperatureScaler.Fit(logits.Span, gold, activation).Temperature > (float)TemperatureScaler.Minimum)
        {
            return true;
        }

        plan.Progress?.Report(new FinetuneProgress.Remark("dev is told apart without a fault, so that no temperature can be fitted on it: it stays 1. A larger dev split would tell more"));
        return false;
    }

    private CalibrationReport Calibrate(string bundle, bool fitTemperature)
    {
        var options = new CalibrationOptions
        {
            DataName = plan.Options.DataName ?? Path.GetFileNameWithoutExtension(plan.Splits.Train.Name),
            Command = plan.Options.Command,
            FitTemperature = fitTemperature,
            Classifier = plan.Options.Classifier,
        };
        IProgress<EvaluationProgress>? progress = plan.Progress is null ? null : new Forward<EvaluationProgress>(value => plan.Progress.Report(new FinetuneProgress.Measuring("thresholds and temperature", value.Done, value.Total)));
        return BundleCalibrator.Calibrate(bundle, plan.Splits.Dev, plan.Splits.Test, options, progress, plan.CancellationToken);
    }
}
