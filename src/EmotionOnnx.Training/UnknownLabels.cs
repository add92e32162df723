namespace EmotionOnnx.Training;

/// <summary>What happens to a label of the data that the classifier does not have.</summary>
public enum UnknownLabels
{
    /// <summary>It is an error that names the label, its line and the labels there are.</summary>
    Error,

    /// <summary>It is dropped; a text that has no other label is left out, since what holds for it can't be said.</summary>
    Ignore,
}
