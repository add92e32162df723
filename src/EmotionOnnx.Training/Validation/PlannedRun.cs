using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Validation;

/// <summary>A run that is made besides the one that makes the model.</summary>
/// <param name="Name">Which: <c>fold 1</c>, <c>seed 2</c>.</param>
/// <param name="Plan">What it is to do.</param>
internal sealed record PlannedRun(string Name, FinetunePlan Plan);
