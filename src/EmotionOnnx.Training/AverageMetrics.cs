namespace EmotionOnnx.Training;

/// <summary>Precision, recall and F1 over several labels.</summary>
/// <param name="Precision">Precision, 0 to 1.</param>
/// <param name="Recall">Recall, 0 to 1.</param>
/// <param name="F1">F1, 0 to 1.</param>
public readonly record struct AverageMetrics(double Precision, double Recall, double F1);
