namespace EmotionOnnx.Training;

/// <summary>The decisions whose probability is in a range.</summary>
/// <param name="From">The range's lower end, not in it (but for 0).</param>
/// <param name="To">The range's upper end, in it.</param>
/// <param name="Count">How many decisions, a decision being one label of one text.</param>
/// <param name="MeanProbability">What was said of them in the mean; 0 where there are none.</param>
/// <param name="ShareHolding">The share that holds; 0 where there are none.</param>
public readonly record struct ReliabilityBin(double From, double To, int Count, double MeanProbability, double ShareHolding)
{
    /// <summary>How far what was said is from what holds.</summary>
    public double Gap => Math.Abs(MeanProbability - ShareHolding);
}
