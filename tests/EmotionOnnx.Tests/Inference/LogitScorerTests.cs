using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class LogitScorerTests
{
    // Reference values: scipy.special.expit and softmax of the logits divided by the temperature.
    [Theory]
    [InlineData(Activation.Sigmoid, 1f, new[] { 0.11920292f, 0.5f, 0.95257413f })]
    [InlineData(Activation.Sigmoid, 2f, new[] { 0.26894142f, 0.5f, 0.81757448f })]
    [InlineData(Activation.Softmax, 1f, new[] { 0.00637746f, 0.04712342f, 0.94649912f })]
    [InlineData(Activation.Softmax, 2f, new[] { 0.06289001f, 0.17095278f, 0.76615721f })]
    [InlineData(Activation.None, 2f, new[] { -2f, 0f, 3f })]
    public void Scores_are_the_activation_of_the_logits_over_the_temperature(Activation activation, float temperature, float[] expected)
    {
        float[] row = [-2, 0, 3];
        new LogitScorer(activation, temperature).Apply(row);

        for (int i = 0; i < row.Length; i++)
        {
            Assert.Equal(expected[i], row[i], 1e-6f);
        }
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softmax)]
    public void Extreme_logits_stay_probabilities(Activation activation)
    {
        float[] row = [-3e38f, 3e38f];
        new LogitScorer(activation, 1).Apply(row);

        Assert.Equal([0f, 1f], row);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_a_number_is_an_error(float logit)
    {
        float[] row = [0, logit];
        Assert.Throws<EmotionOnnxException>(() => new LogitScorer(Activation.Sigmoid, 1).Apply(row));
    }
}
