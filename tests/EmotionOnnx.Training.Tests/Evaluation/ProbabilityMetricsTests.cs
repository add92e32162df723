namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class ProbabilityMetricsTests
{
    [Fact]
    public void Error_of_a_few_decisions_is_as_by_hand()
    {
        // Two in the last bin, (0.95 + 1) / 2 said and 1/2 held; one at 0 and one at 0.05 in the first, 0.025 said and none held.
        float[] said = [0.95f, 1f, 0f, 0.05f];
        var held = new LabelMatrix(2, [true, false, false, false]);

        Assert.Equal((0.475 * 2 / 4) + (0.025 * 2 / 4), ProbabilityMetrics.ExpectedCalibrationError(said, held), 6);
        Assert.Equal(((0.05 * 0.05) + 1 + 0 + (0.05 * 0.05)) / 4, ProbabilityMetrics.BrierScore(said, held), 6);
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void What_is_no_probability_is_an_error(float said)
    {
        var held = new LabelMatrix(1, [true]);
        Assert.Throws<ArgumentException>(() => ProbabilityMetrics.ExpectedCalibrationError([said], held));
        Assert.Throws<ArgumentException>(() => ProbabilityMetrics.BrierScore([said], held));
    }
}
