namespace EmotionOnnx.Training;

/// <summary>How well a classifier does on a data set. Immutable.</summary>
public sealed record EvaluationReport
{
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }

    /// <summary>What was compared: null for the labels, or the grouping's name.</summary>
    public string? Grouping { get; init; }

    /// <summary>What turned scores into labels.</summary>
    public required Decision Decision { get; init; }

    /// <summary>How the model makes scores of logits; with <see cref="Activation.Softmax"/> labels exclude each other, and only a text's best one can be found.</summary>
    public required Activation Activation { get; init; }

    /// <summary>What was compared, in figures.</summary>
    public required ClassificationReport Report { get; init; }

    /// <summary>
    /// Where labels were compared: the same decisions rolled up into each of the classifier's groupings, by name. A group holds, or is found,
    /// where one of its labels is.
    /// </summary>
    public required IReadOnlyDictionary<string, ClassificationReport> RollUps { get; init; }

    /// <summary>Labels of the data that were ignored, with how many texts have them.</summary>
    public required IReadOnlyDictionary<string, int> IgnoredLabels { get; init; }

    /// <summary>Texts left out because all their labels were ignored.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Rows of the file that could not be read.</summary>
    public required int Unreadable { get; init; }

    /// <summary>How long scoring took, tokenization included.</summary>
    public required TimeSpan Elapsed { get; init; }
}
