namespace EmotionOnnx.Training;

/// <summary>What is compared in an evaluation, and how.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// The grouping in which the data is labelled, for example <c>ekman</c>: the classifier's groups are compared. A label of the data may be
    /// a group's name, or one of the classifier's labels, which counts as its group.
    /// </summary>
    /// <value>Null: the classifier's labels are compared, and rolled up into every grouping it has.</value>
    public string? Grouping { get; init; }

    /// <summary>What turns scores into labels.</summary>
    /// <value>The classifier's thresholds.</value>
    public Decision Decision { get; init; } = Decision.Thresholds;

    /// <summary>
    /// Whether labels (or groups) that no text of the data has are left out, of the averages and of what is found: data without
    /// an <c>ambiguous</c> says nothing of how well it is found.
    /// </summary>
    /// <value>False.</value>
    public bool OnlyLabelsInData { get; init; }

    /// <summary>Renames the data's labels first.</summary>
    /// <value>Null: they are taken as they are.</value>
    public LabelMap? Map { get; init; }

    /// <summary>What happens to a label that the classifier does not have.</summary>
    /// <value>An error.</value>
    public UnknownLabels UnknownLabels { get; init; } = UnknownLabels.Error;

    /// <summary>How many texts are scored per call; progress is told and cancellation looked at between calls.</summary>
    /// <value>512.</value>
    public int ChunkSize { get; init; } = 512;
}
