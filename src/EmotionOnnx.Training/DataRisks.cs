namespace EmotionOnnx.Training;

/// <summary>What a user may let pass that a data check stops on otherwise.</summary>
[Flags]
public enum DataRisks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A text, or a group, is in more than one split: the figures measure memory too.</summary>
    Leaks = 1,

    /// <summary>A label is in dev or test and not in train: the model can't learn it and gets 0 for it.</summary>
    UnseenLabels = 2,

    /// <summary>With one label per text, some texts have none, or several: they are left out.</summary>
    WrongCount = 4,
}
