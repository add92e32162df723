namespace EmotionOnnx.Training;

/// <summary>What turns a text's scores into labels.</summary>
public enum Decision
{
    /// <summary>The classifier's own: every label whose score reaches its threshold, so that there may be several or none.</summary>
    Thresholds,

    /// <summary>The label with the highest score, and no other: for data where each text has exactly one.</summary>
    Top,
}
