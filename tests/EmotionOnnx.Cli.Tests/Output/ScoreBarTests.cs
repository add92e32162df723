using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tests.Output;

public sealed class ScoreBarTests
{
    [Theory]
    [InlineData(0f, "    ")]
    [InlineData(0.5f, "██  ")]
    [InlineData(0.28125f, "█▏  ")]
    [InlineData(1f, "████")]
    [InlineData(7f, "████")]
    [InlineData(-1f, "    ")]
    [InlineData(float.NaN, "    ")]
    public void The_bar_is_as_long_as_the_score_to_an_eighth_of_a_cell(float score, string expected) => Assert.Equal(expected, ScoreBar.Of(score, 4));
}
