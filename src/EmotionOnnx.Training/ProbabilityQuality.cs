namespace EmotionOnnx.Training;

/// <summary>How honest and how sharp probabilities are.</summary>
/// <param name="ExpectedCalibrationError"><see cref="ProbabilityMetrics.ExpectedCalibrationError"/>.</param>
/// <param name="BrierScore"><see cref="ProbabilityMetrics.BrierScore"/>.</param>
public readonly record struct ProbabilityQuality(double ExpectedCalibrationError, double BrierScore);
