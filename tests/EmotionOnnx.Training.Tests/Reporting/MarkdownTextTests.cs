using EmotionOnnx.Training.Reporting;

namespace EmotionOnnx.Training.Tests.Reporting;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("a | b", "a \\| b")]
    [InlineData("back\\|slash", "back\\\\\\|slash")]
    [InlineData("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>")]
    [InlineData("![x](http://a.b) [y](z)", "\\!\\[x\\](http\\://a.b) \\[y\\](z)")]
    [InlineData("www.example.org and WWW.x", "www\\.example.org and WWW\\.x")]
    [InlineData("`code` *b* _i_ ~~s~~ &lt; $m$ @you #1", "\\`code\\` \\*b\\* \\_i\\_ \\~\\~s\\~\\~ \\&lt; \\$m\\$ \\@you \\#1")]
    [InlineData("line\nend", "line end")]
    public void Text_stays_text(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Fact]
    public void A_fence_is_longer_than_what_it_holds()
    {
        Assert.Equal("`a b`", MarkdownText.Code("a\nb"));
        Assert.Equal("``` a `` b ` ```", MarkdownText.Code("a `` b `"));
        Assert.Equal("````\n``` x\n````", MarkdownText.Block("``` x"));
    }
}
