using System.Text.Json.Serialization;

namespace EmotionOnnx.Training;

/// <summary>What a training minimizes.</summary>
public enum TrainingLoss
{
    /// <summary>Cross-entropy over the labels; binary, for each label, where several may hold.</summary>
    [JsonStringEnumMemberName("cross_entropy")]
    CrossEntropy,

    /// <summary>Focal loss: decisions that are right already count less. Lin, Goyal, Girshick, He and Dollár, "Focal Loss for Dense Object Detection", ICCV 2017.</summary>
    [JsonStringEnumMemberName("focal")]
    Focal,
}
