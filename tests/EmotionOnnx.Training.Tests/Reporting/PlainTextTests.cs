using EmotionOnnx.Training.Reporting;

namespace EmotionOnnx.Training.Tests.Reporting;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a\nb\r\n\tc\u2028d\u0085e", "a b   c d e")]
    [InlineData("nul \0 escape \u001b[31m delete \u007f", "nul ␀ escape ␛[31m delete ␡")]
    [InlineData("user\u202egnp.exe\u202c \u2066x\u2069 \u200f", "user\\u202egnp.exe\\u202c \\u2066x\\u2069 \\u200f")]
    [InlineData("\ufffe \uffff \ufdd0 \u0080", "\\ufffe \\uffff \\ufdd0 \\u0080")]
    [InlineData("👩‍👩‍👧 العربية 日本", "👩‍👩‍👧 العربية 日本")]
    public void Nothing_is_obeyed_and_nothing_is_lost(string text, string expected)
    {
        Assert.Equal(expected, PlainText.Clean(text));
        Assert.Equal(expected, PlainText.Clean(expected));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("\ufffd half \ufffd", PlainText.Clean("\ud800 half \udc00"));

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        string text = new string('a', 299) + "😀" + new string('b', 10_000_000);
        string excerpt = PlainText.Excerpt(text);
        Assert.Equal(new string('a', 299) + "…", excerpt);
        Assert.Equal("x…", PlainText.Excerpt("x" + new string(' ', 400) + "y"));
        Assert.Equal(new string('a', 300), PlainText.Excerpt("  " + new string('a', 300) + "\n"));
        Assert.Equal("(empty)", PlainText.Label(""));
    }
}
