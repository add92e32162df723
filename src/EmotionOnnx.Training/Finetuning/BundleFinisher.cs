using System.Numerics.Tensors;
using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Evaluation;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>From a trainer's output to a whole bundle, still in the work folder: logits held to the trainer's, calibrated, measured, verified.</summary>
internal sealed class BundleFinisher(FinetunePlan plan, WorkFolder work, TrainerRequest request, ValidationRuns? validation)
{
    public FinetuneResult Run(TrainerOutput output, TrainingHistory history, TimeSpan elapsed)
    {
        if (output.Int8 is null && plan.Hyperparameters.Quantize)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark("the trainer gave no int8 graph: the bundle's graph is float32"));
        }

        var scorer = new SplitScorer(plan.Splits, request, plan.Options.Classifier, plan.Progress, plan.CancellationToken);
        string plain = BundleAssembler.Plain(work.Float32Bundle, output.Float32, output.Config, work.Tokenizer);
        SplitLogits float32 = scorer.Score(plain, "float32");
        LogitsDifference? trainerDifference = CompareWithTrainer(output, float32, scorer.Activation);

        string folder = BundleAssembler.Plain(work.Bundle, output.Int8 ?? output.Float32, output.Config, work.Tokenizer);
        SplitLogits final = output.Int8 is null ? float32 : scorer.Score(folder, "int8");
        BundleAssembler.Describe(folder, plan.Options, request, plan.Report, plan.Splits.Files, plan.Options.Name ?? Path.GetFileName(plan.Output));
        var bundle = ModelBundle.Open(folder);
        CalibrationOptions options = Options(CanFitTemperature(final.Dev, scorer.Activation));
        CalibrationReport calibration = Measure(bundle, options);
        QuantizationReport? quantization = output.Int8 is null ? null : Quantization(output, calibration, float32, final);
        BundleCalibrator.Write(bundle, ModelCard.Read(folder), calibration, options, quantization);
        ValidationReport? validated = validation?.With(plan, calibration, elapsed);
        if (validated is not null)
        {
            ValidationCard.Write(folder, validated);
        }

        if (ModelBundle.Open(folder).Verify(plan.CancellationToken) is [{ } problem, ..])
        {
            throw problem;
        }

        plan.CancellationToken.ThrowIfCancellationRequested();
        return new FinetuneResult
        {
            Output = plan.Output,
            Options = plan.Options,
            Data = plan.Report,
            Splits = plan.Splits,
            Hyperparameters = plan.Hyperparameters,
            Calibration = calibration,
            Training = history.Started,
            Epochs = [.. history.Epochs],
            FloatLogits = float32,
            BundleLogits = final,
            TrainerDifference = trainerDifference,
            QuantizationDifference = quantization?.Logits,
            Quantization = quantization,
            Validation = validated,
            TrainingTime = elapsed,
            Finished = DateTimeOffset.UtcNow,
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

    private QuantizationReport Quantization(TrainerOutput output, CalibrationReport calibration, SplitLogits float32, SplitLogits int8)
    {
        LabelSet labels = calibration.Labels;
        GraphComparison Compare(LabelledDataset data, ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) => GraphComparer.Compare(labels, calibration.Temperature, data, a, b);
        (ReadOnlyMemory<float>, ReadOnlyMemory<float>)[] splits = float32.Test is { } test ? [(float32.Dev, int8.Dev), (test, int8.Test!.Value)] : [(float32.Dev, int8.Dev)];
        return new QuantizationReport
        {
            Dev = Compare(plan.Splits.Dev, float32.Dev, int8.Dev),
            Test = plan.Splits.Test is null ? null : Compare(plan.Splits.Test, float32.Test!.Value, int8.Test!.Value),
            Logits = LogitsCheck.Difference(splits, labels.Count, labels.Activation),
            Float32Bytes = new FileInfo(output.Float32).Length,
            Int8Bytes = new FileInfo(output.Int8!).Length,
            MaxTokens = plan.MaxTokens,
        };
    }

    /// <summary>
    /// Where the logits tell all of dev apart without a fault, the likelihood asks for a temperature of 0, and every score would become 0 or 1: nothing can be
    /// learned there about how sure the model may be.
    /// </summary>
    private bool CanFitTemperature(ReadOnlyMemory<float> logits, Activation activation)
    {
        var labels = new LabelSet(request.Labels, activation);
        LabelMatrix gold = GoldLabels.Resolve(plan.Splits.Dev, new EvaluationTarget(labels, grouping: null), new EvaluationOptions()).Matrix;
        if (!IsFaultless(logits.Span, gold, activation))
        {
            return true;
        }

        plan.Progress?.Report(new FinetuneProgress.Remark("dev is told apart without a fault, so that no temperature can be fitted on it: it stays 1. A larger dev split would tell more"));
        return false;
    }

    private static bool IsFaultless(ReadOnlySpan<float> logits, LabelMatrix gold, Activation activation)
    {
        for (int row = 0; row < gold.Rows; row++)
        {
            ReadOnlySpan<float> of = logits.Slice(row * gold.Columns, gold.Columns);
            int best = TensorPrimitives.IndexOfMax(of);
            for (int label = 0; label < gold.Columns; label++)
            {
                if (gold[row, label] != (activation == Activation.Softmax ? label == best : of[label] > 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private CalibrationOptions Options(bool fitTemperature) => new()
    {
        DataName = plan.Options.DataName ?? Path.GetFileNameWithoutExtension(plan.Splits.Train.Name),
        Command = plan.Options.Command,
        FitTemperature = fitTemperature,
        Thresholds = plan.Options.Thresholds,
        Classifier = plan.Options.Classifier,
    };

    private CalibrationReport Measure(ModelBundle bundle, CalibrationOptions options)
    {
        IProgress<EvaluationProgress>? progress = plan.Progress is null ? null : new Forward<EvaluationProgress>(value => plan.Progress.Report(new FinetuneProgress.Measuring("thresholds and temperature", value.Done, value.Total)));
        CalibrationReport calibration = BundleCalibrator.Measure(bundle, plan.Splits.Dev, plan.Splits.Test, options, progress, plan.CancellationToken);
        if (calibration.UnderPrecisionFloor is { Count: > 0 } labels)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark($"with no threshold do these labels reach the precision floor on dev, so they are never found: {string.Join(", ", labels)}"));
        }

        return calibration;
    }
}
