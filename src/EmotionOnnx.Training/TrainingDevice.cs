using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>Where a training runs.</summary>
public enum TrainingDevice
{
    /// <summary>On a GPU where there is one.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>On the processor.</summary>
    [JsonStringEnumMemberName("cpu")]
    Cpu,

    /// <summary>On a CUDA device.</summary>
    [JsonStringEnumMemberName("cuda")]
    Cuda,
}
