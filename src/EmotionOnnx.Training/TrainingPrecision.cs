using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>In which numbers a training computes; the weights are float32 in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>What is faster on the device.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>bfloat16 under autocast.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    BFloat16,

    /// <summary>float32 all over.</summary>
    [JsonStringEnumMemberName("float32")]
    Full,
}
