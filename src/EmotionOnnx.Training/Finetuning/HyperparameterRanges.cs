using System.Globalization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>The ranges of the hyperparameters; the names in messages are those of JSON.</summary>
internal static class HyperparameterRanges
{
    // More would leave float32's range in a sum over a batch.
    private const double MostWeight = 1e9;

    // As many as EmotionClassifierOptions takes, which scores dev and test after the training.
    private const int MostThreads = 1024;

    /// <summary>What is wrong, or null.</summary>
    public static string? Check(FinetuneHyperparameters h, int labels)
    {
        (string Name, double Value, bool Fits, string Range)[] all =
        [
            ("epochs", h.Epochs, h.Epochs >= 1, "at least 1"),
            ("batch_size", h.BatchSize, h.BatchSize >= 1, "at least 1"),
            ("encoder_rate", h.EncoderRate, h.EncoderRate >= 0, "at least 0"),
            ("head_rate", h.HeadRate, h.HeadRate >= 0, "at least 0"),
            ("warmup", h.Warmup, h.Warmup is >= 0 and <= 1, "0 to 1"),
            ("weight_decay", h.WeightDecay, h.WeightDecay >= 0, "at least 0"),
            ("clip", h.Clip, h.Clip >= 0, "at least 0"),
            ("hidden_dropout", h.HiddenDropout, h.HiddenDropout is >= 0 and < 1, "0 to under 1"),
            ("token_dropout", h.TokenDropout, h.TokenDropout is >= 0 and < 1, "0 to under 1"),
            ("layer_decay", h.LayerDecay, h.LayerDecay is > 0 and <= 1, "over 0 to 1"),
            ("activation_limit", h.ActivationLimit, h.ActivationLimit >= 0, "at least 0"),
            ("focal_gamma", h.FocalGamma, h.FocalGamma >= 0, "at least 0"),
            ("label_smoothing", h.LabelSmoothing, h.LabelSmoothing is >= 0 and < 1, "0 to under 1"),
            ("patience", h.Patience, h.Patience >= 0, "at least 0"),
            ("distillation_weight", h.DistillationWeight, h.DistillationWeight is >= 0 and <= 1, "0 to 1"),
            ("distillation_temperature", h.DistillationTemperature, h.DistillationTemperature > 0, "over 0"),
            ("threads", h.Threads, h.Threads is >= 0 and <= MostThreads, "0 to 1024"),
            ("checkpoint_every", h.CheckpointEvery, h.CheckpointEvery >= 1, "at least 1"),
        ];
        foreach ((string name, double value, bool fits, string range) in all)
        {
            if (!fits || !double.IsFinite(value))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}.");
            }
        }

        if (h.ClassWeights.Weights is not { } weights)
        {
            return null;
        }

        return weights.Count != labels ? $"class_weights has {weights.Count} numbers for {labels} labels."
            : weights.Any(weight => weight is not (>= 0 and <= MostWeight)) ? "class_weights has a number that is not from 0 to 1000000000."
            : weights.All(weight => weight == 0) ? "class_weights are all 0: nothing would be learned."
            : null;
    }
}
