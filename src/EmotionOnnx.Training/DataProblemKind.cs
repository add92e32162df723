namespace EmotionOnnx.Training;

/// <summary>What a data check found.</summary>
public enum DataProblemKind
{
    /// <summary>A split has no texts.</summary>
    NoTexts,

    /// <summary>All texts of train have the same labels.</summary>
    OneClass,

    /// <summary>A text is in more than one split.</summary>
    Leak,

    /// <summary>A group, for example an author, is in more than one split.</summary>
    GroupLeak,

    /// <summary>A label is in dev or test and not in train.</summary>
    UnseenLabel,

    /// <summary>With one label per text, a text has none, or several.</summary>
    WrongLabelCount,

    /// <summary>Rows can't be read.</summary>
    Unreadable,

    /// <summary>A text is empty, or white space alone.</summary>
    EmptyText,

    /// <summary>The same text has different labels within a split.</summary>
    Conflict,

    /// <summary>The same text is in a split more than once.</summary>
    Duplicate,

    /// <summary>A text has more tokens than are read.</summary>
    Cut,

    /// <summary>A label has no text in dev: its threshold can't be chosen.</summary>
    NotInDev,

    /// <summary>A label has no text in test: it counts as 0 in macro-F1 there.</summary>
    NotInTest,

    /// <summary>Labels look like several taken for one, or like no labels.</summary>
    SuspectLabels,

    /// <summary>A label has few texts in train.</summary>
    RareLabel,
}
