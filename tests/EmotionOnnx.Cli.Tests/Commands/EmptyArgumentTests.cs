using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary>What a shell hands over for a variable that was never set.</summary>
public sealed class EmptyArgumentTests
{
    [Theory]
    [InlineData("IN", "batch", "")]
    [InlineData("--output", "batch", "in.txt", "-o", "")]
    [InlineData("--errors", "batch", "in.txt", "--errors", "")]
    [InlineData("--model", "batch", "in.txt", "--model", "")]
    [InlineData("DATA", "eval", "")]
    [InlineData("--map", "eval", "data.tsv", "--map", "")]
    [InlineData("--model", "eval", "data.tsv", "-m", "")]
    [InlineData("--model", "classify", "happy", "--model", "")]
    [InlineData("DIR", "model", "info", "")]
    [InlineData("DIR", "model", "verify", "")]
    [InlineData("DIR", "model", "calibrate", "", "--dev", "dev.tsv")]
    [InlineData("DIR", "model", "seal", "")]
    [InlineData("--dev", "model", "calibrate", "model", "--dev", "")]
    [InlineData("--test", "model", "calibrate", "model", "--dev", "dev.tsv", "--test", "")]
    public void An_empty_path_is_wrong_usage_that_names_the_option(string name, params string[] args) =>
        Assert.StartsWith($"emotion: {name} is empty", Emotion.Run(args).Expect(2).Error);
}
