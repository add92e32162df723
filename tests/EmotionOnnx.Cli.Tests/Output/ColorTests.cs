using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Output;

public sealed class ColorTests : IDisposable
{
    private readonly GroupedBundle _bundle = new();

    [Theory]
    [InlineData("classify", "happy")]
    [InlineData("model", "info")]
    public void A_terminal_gets_colours_or_styles_and_a_pipe_plain_text(string command, string argument)
    {
        string[] args = command == "model" ? [command, argument, _bundle.Path] : [command, "-m", _bundle.Path, argument];
        Assert.DoesNotContain('\e', new Emotion().With(args).Expect(0).Output);
        if (command == "classify")
        {
            Assert.Contains("\e[32mjoy\e[0m", new Emotion { IsOutputTerminal = true }.With(args).Expect(0).Output);
        }
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void The_environment_turns_colours_off(string name, string value)
    {
        var emotion = new Emotion { IsOutputTerminal = true, Environment = new Dictionary<string, string> { [name] = value } };
        Assert.DoesNotContain('\e', emotion.With("classify", "-m", _bundle.Path, "happy", "the").Expect(0).Output);
    }

    [Fact]
    public void A_long_text_is_cut_to_the_width_of_the_terminal()
    {
        var emotion = new Emotion { IsOutputTerminal = true, Width = 40, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } };
        string heading = emotion.With("classify", "-m", _bundle.Path, string.Concat(Enumerable.Repeat("happy 漢字 ", 20))).Expect(0).Lines[0];
        Assert.EndsWith("…", heading);
        Assert.InRange(heading.Length, 20, 39);
    }

    public void Dispose() => _bundle.Dispose();
}
