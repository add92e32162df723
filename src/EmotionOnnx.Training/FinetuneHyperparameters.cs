using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>How a trainer trains. The names in JSON are these in snake_case; docs/trainer-contract.md describes them.</summary>
public sealed record FinetuneHyperparameters
{
    // Where the data is small enough that it costs next to nothing.
    private const int FewestSteps = 200;

    /// <summary>How often the whole of train is seen; at least 1.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>The texts of one step; at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The highest learning rate of the encoder; at least 0.</summary>
    public double EncoderRate { get; init; } = 2e-4;

    /// <summary>The highest learning rate of the head, which begins from nothing; at least 0.</summary>
    public double HeadRate { get; init; } = 2e-3;

    /// <summary>The share of the steps over which the rates rise to their highest; they fall to 0 over the rest. 0 to 1.</summary>
    public double Warmup { get; init; } = 0.06;

    /// <summary>AdamW's weight decay; at least 0.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The most that the norm of the gradients may be; 0: any.</summary>
    public double Clip { get; init; } = 1.0;

    /// <summary>The share of the hidden units that is dropped while training; 0 to under 1.</summary>
    public double HiddenDropout { get; init; } = 0.1;

    /// <summary>The share of a text's tokens that a step does not see, others each time; 0 to under 1.</summary>
    public double TokenDropout { get; init; } = 0.1;

    /// <summary>
    /// What the rate of each encoder layer is multiplied with for the one below it, down to the embeddings: what lies deep is general and needs to change least.
    /// Over 0 to 1; 1: all learn at <see cref="EncoderRate"/>.
    /// </summary>
    public double LayerDecay { get; init; } = 0.9;

    /// <summary>What the linear layers read is kept from minus to plus this, so that int8 loses little; 0: it is left alone.</summary>
    public double ActivationLimit { get; init; } = 6.0;

    /// <summary>What is minimized.</summary>
    public TrainingLoss Loss { get; init; } = TrainingLoss.CrossEntropy;

    /// <summary>The exponent of the focal loss; at least 0.</summary>
    public double FocalGamma { get; init; } = 2.0;

    /// <summary>How much each label counts in the loss.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>How much of each target is spread over the other answers; 0 to under 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>After so many epochs without a better macro-F1 on dev the training ends; 0: never early.</summary>
    public int Patience { get; init; }

    /// <summary>Whether the weights that are measured and kept are averages over the steps so far, the last of them counting most, and not those of a single step.</summary>
    public bool AverageWeights { get; init; } = true;

    /// <summary>Whether the epoch that was best on dev is kept, and not the last.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>How much the teachers' answers count beside the labels; 0 to 1.</summary>
    public double DistillationWeight { get; init; } = 0.5;

    /// <summary>Divides the teachers' and the student's logits before they are compared; over 0.</summary>
    public double DistillationTemperature { get; init; } = 2.0;

    /// <summary>In which numbers is computed.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Auto;

    /// <summary>How many threads; 0: the trainer decides.</summary>
    public int Threads { get; init; }

    /// <summary>Where it runs.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>After so many steps a checkpoint is saved; at least 1.</summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>Whether the bundle's graph is int8; else it is float32, four times as large.</summary>
    [JsonPropertyName("int8")]
    public bool Quantize { get; init; } = true;

    /// <summary>
    /// What suits a number of texts: three epochs of 64 texts a step where there are many; of few, smaller steps and more epochs, since a head
    /// that begins from nothing needs some hundred steps.
    /// </summary>
    /// <param name="texts">The texts of train.</param>
    public static FinetuneHyperparameters For(int texts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(texts);
        int batch = texts >= 5000 ? 64 : texts >= 1000 ? 32 : 16;
        int steps = Math.Max(1, (texts + batch - 1) / batch);
        return new FinetuneHyperparameters { BatchSize = batch, Epochs = Math.Clamp((FewestSteps + steps - 1) / steps, 3, 20) };
    }
}
