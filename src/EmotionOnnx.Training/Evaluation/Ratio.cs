namespace EmotionOnnx.Training.Evaluation;

internal static class Ratio
{
    /// <summary>0 where the denominator is, as scikit-learn's zero_division has it by default.</summary>
    public static double Of(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;
}
