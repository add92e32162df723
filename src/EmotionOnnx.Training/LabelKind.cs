using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>Whether labels exclude each other.</summary>
public enum LabelKind
{
    /// <summary>Every text has exactly one label: softmax.</summary>
    [JsonStringEnumMemberName("single_label")]
    SingleLabel,

    /// <summary>A text may have several labels, or none: a sigmoid for each.</summary>
    [JsonStringEnumMemberName("multi_label")]
    MultiLabel,
}
