using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>What the runs of a validation differ in.</summary>
public enum ValidationKind
{
    /// <summary>Each run holds out another part of the texts and is measured on it: cross-validation.</summary>
    [JsonStringEnumMemberName("folds")]
    Folds,

    /// <summary>Each run has another seed; the texts are the same.</summary>
    [JsonStringEnumMemberName("repeats")]
    Repeats,
}
