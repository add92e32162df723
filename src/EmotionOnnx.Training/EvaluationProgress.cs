namespace EmotionOnnx.Training;

/// <summary>How far an evaluation has come.</summary>
/// <param name="Done">Texts that have been scored.</param>
/// <param name="Total">Texts in all.</param>
public readonly record struct EvaluationProgress(int Done, int Total);
