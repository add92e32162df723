using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class WindowPoolerTests
{
    private static readonly float[] Windows = [0.1f, 0.9f, 0.5f, 0.3f, 0.3f, 0.3f];

    [Fact]
    public void Max_takes_the_highest_of_each_label()
    {
        float[] scores = new float[2];
        WindowPooler.Pool(Windows, WindowPooling.Max, scores);
        Assert.Equal([0.5f, 0.9f], scores);
    }

    [Fact]
    public void Mean_is_the_arithmetic_mean_of_each_label()
    {
        float[] scores = new float[2];
        WindowPooler.Pool(Windows, WindowPooling.Mean, scores);
        Assert.Equal(0.3f, scores[0], 1e-6f);
        Assert.Equal(0.5f, scores[1], 1e-6f);
    }

    [Theory]
    [InlineData(WindowPooling.Max)]
    [InlineData(WindowPooling.Mean)]
    public void One_window_is_the_text(WindowPooling pooling)
    {
        float[] scores = new float[2];
        WindowPooler.Pool(Windows.AsSpan(0, 2), pooling, scores);
        Assert.Equal([0.1f, 0.9f], scores);
    }
}
