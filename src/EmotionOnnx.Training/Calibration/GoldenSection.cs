namespace EmotionOnnx.Training.Calibration;

/// <summary>Golden-section search (Kiefer 1953): narrows an interval around the minimum of a function that has one valley.</summary>
internal static class GoldenSection
{
    private static readonly double InverseRatio = (Math.Sqrt(5) - 1) / 2;

    public static double Minimize(Func<double, double> function, double low, double high, double tolerance)
    {
        double left = high - ((high - low) * InverseRatio);
        double right = low + ((high - low) * InverseRatio);
        (double atLeft, double atRight) = (function(left), function(right));
        while (high - low > tolerance)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ((high - low) * InverseRatio);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ((high - low) * InverseRatio);
                atRight = function(right);
            }
        }

        return (low + high) / 2;
    }
}
