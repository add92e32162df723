using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tests.Output;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain [NAME]", "plain [NAME]")]
    [InlineData("tab\tand\r\nline", "tab and  line")]
    [InlineData("\0\e\u007f", "␀␛␡")]
    [InlineData("\u0085\u2066x", "\\u0085\\u2066x")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    public void Clean_makes_controls_visible_and_leaves_the_rest(string text, string expected) => Assert.Equal(expected, TerminalText.Clean(text));

    // Not a theory: xunit passes on no half surrogates.
    [Fact]
    public void Clean_replaces_half_of_a_surrogate_pair_and_keeps_whole_ones() =>
        Assert.Equal("\ud83d\ude00 \ufffd", TerminalText.Clean("\ud83d\ude00 \ude00"));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("longer than ten", 10, "longer th…")]
    [InlineData("漢字漢字漢字", 7, "漢字漢…")]
    [InlineData("漢字漢字漢字", 6, "漢字…")]
    [InlineData("😀😀😀", 5, "😀😀…")]
    public void Fit_cuts_to_cells(string text, int cells, string expected)
    {
        string fitted = TerminalText.Fit(text, cells);
        Assert.Equal(expected, fitted);
        Assert.InRange(TerminalText.Width(fitted), 0, cells);
    }

    [Fact]
    public void Fit_reads_no_more_of_a_long_text_than_it_shows()
    {
        string marks = "e" + new string('\u0301', 10_000_000);
        Assert.InRange(TerminalText.Fit(marks, 20).Length, 1, 200);
    }
}
