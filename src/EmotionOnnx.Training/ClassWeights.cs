using System.Text.Json.Serialization;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training;

/// <summary>How much each label counts in the loss. Immutable.</summary>
[JsonConverter(typeof(ClassWeightsConverter))]
public sealed record ClassWeights
{
    private ClassWeights(string? name, IReadOnlyList<double>? weights)
    {
        Name = name;
        Weights = weights;
    }

    /// <summary>All count the same.</summary>
    public static ClassWeights None { get; } = new("none", null);

    /// <summary>Rare labels count more, by the inverse of their share.</summary>
    public static ClassWeights Balanced { get; } = new("balanced", null);

    /// <summary>A weight for each label, in the labels' order; null where they follow from the data.</summary>
    public IReadOnlyList<double>? Weights { get; }

    internal string? Name { get; }

    /// <summary>A weight for each label.</summary>
    /// <param name="weights">In the labels' order; finite and at least 0.</param>
    /// <exception cref="ArgumentException">A weight is under 0 or not finite.</exception>
    public static ClassWeights Of(IEnumerable<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double[] values = [.. weights];
        return Array.TrueForAll(values, weight => double.IsFinite(weight) && weight >= 0)
            ? new ClassWeights(null, Array.AsReadOnly(values))
            : throw new ArgumentException("A weight is a finite number of at least 0.", nameof(weights));
    }
}
