using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class TemperatureScalerTests
{
    [Fact]
    public void Sigmoid_temperature_and_losses_are_those_of_scipy_and_scikit_learn() => AssertSame(ReferenceFigures.MultiLabel, Activation.Sigmoid);

    [Fact]
    public void Softmax_temperature_and_losses_are_those_of_scipy_and_scikit_learn() => AssertSame(ReferenceFigures.SingleLabel, Activation.Softmax);

    [Fact]
    public void Logits_that_separate_without_a_fault_give_the_lowest_temperature_and_useless_ones_the_highest()
    {
        var gold = new LabelMatrix(1, [true, false]);
        Assert.Equal(TemperatureScaler.Minimum, TemperatureScaler.Fit([3, -3], gold, Activation.Sigmoid).Temperature, 4);
        Assert.Equal(TemperatureScaler.Maximum, TemperatureScaler.Fit([-3, 3], gold, Activation.Sigmoid).Temperature, 4);
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        TemperatureFit fit = TemperatureScaler.Fit([3e4f, -3e4f, 3e4f], new LabelMatrix(1, [true, false, false]), Activation.Sigmoid);
        Assert.True(double.IsFinite(fit.LossBefore) && fit.LossAfter < fit.LossBefore, $"{fit}");
    }

    [Fact]
    public void Wrong_arguments_are_errors()
    {
        var gold = new LabelMatrix(2, [true, false]);
        Assert.Throws<ArgumentException>(() => TemperatureScaler.Fit([1], gold, Activation.Sigmoid));
        Assert.Throws<ArgumentException>(() => TemperatureScaler.Fit([], new LabelMatrix(2, []), Activation.Sigmoid));
        Assert.Throws<ArgumentException>(() => TemperatureScaler.Fit([1, float.PositiveInfinity], gold, Activation.Sigmoid));
        Assert.Throws<ArgumentException>(() => TemperatureScaler.Fit([1, 2], gold, Activation.None));
        Assert.Throws<ArgumentException>(() => TemperatureScaler.Fit([1, 2], new LabelMatrix(2, [true, true]), Activation.Softmax));
    }

    private static void AssertSame(ReferenceFigures reference, Activation activation)
    {
        TemperatureFit fit = TemperatureScaler.Fit(reference.Floats("logits"), reference.Gold, activation);

        // Four decimals are kept, so that the loss after is a hair over the lowest.
        Assert.Equal(reference.Number("temperature"), fit.Temperature, 0.00006);
        Assert.Equal(reference.Number("loss_before"), fit.LossBefore, 9);
        Assert.Equal(reference.Number("loss_after"), fit.LossAfter, 8);
    }
}
