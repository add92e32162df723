using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class LongPairSplitterTests
{
    [Theory]
    [InlineData(3, 4, 3, 4, false)] // both fit
    [InlineData(3, 40, 3, 14, true)] // the longer one is cut
    [InlineData(40, 3, 14, 3, true)]
    [InlineData(40, 41, 8, 9, true)] // both are cut; the longer one has the odd token
    [InlineData(41, 40, 9, 8, true)]
    [InlineData(0, 40, 0, 17, true)]
    public void Truncation_cuts_the_longer_text_first(int first, int second, int keptFirst, int keptSecond, bool isCut)
    {
        var splitter = new LongPairSplitter(LongText.Truncate, maxTokens: 20, specialTokens: 3);
        var windows = new List<(LongPairSplitter.Window First, LongPairSplitter.Window Second)>();

        Assert.Equal(isCut, splitter.Split(first, second, 0, windows));
        Assert.Equal([(new LongPairSplitter.Window(0, keptFirst), new LongPairSplitter.Window(0, keptSecond))], windows);
    }

    [Theory]
    [InlineData(3, 400, null)]
    [InlineData(400, 3, 0)]
    [InlineData(100, 400, 5)]
    [InlineData(400, 400, 1000)]
    [InlineData(0, 50, null)]
    public void Windows_read_every_token_of_both_texts_in_as_many_steps_as_the_longer_one_needs(int first, int second, int? stride)
    {
        var splitter = new LongPairSplitter(LongText.Windows(stride), maxTokens: 20, specialTokens: 3);
        var windows = new List<(LongPairSplitter.Window First, LongPairSplitter.Window Second)>();

        Assert.False(splitter.Split(first, second, 0, windows));
        Assert.All(windows, window => Assert.InRange(window.First.Length + window.Second.Length, 1, 17));
        AssertCovers(first, [.. windows.Select(window => window.First)]);
        AssertCovers(second, [.. windows.Select(window => window.Second)]);
        Assert.InRange(windows.Count, 1, Math.Max(first, second));
    }

    [Fact]
    public void Cut_on_the_left_the_ends_stay()
    {
        var splitter = new LongPairSplitter(LongText.Truncate, maxTokens: 20, specialTokens: 3, TokenSide.Left);
        var windows = new List<(LongPairSplitter.Window First, LongPairSplitter.Window Second)>();

        Assert.True(splitter.Split(40, 41, 0, windows));
        Assert.Equal([(new LongPairSplitter.Window(32, 8), new LongPairSplitter.Window(32, 9))], windows);
    }

    [Fact]
    public void Refusing_names_the_pair()
    {
        var splitter = new LongPairSplitter(LongText.Refuse, maxTokens: 20, specialTokens: 3);
        var error = Assert.Throws<TextTooLongException>(() => splitter.Split(10, 8, 7, []));
        Assert.Equal(7, error.TextIndex);
    }

    [Fact]
    public void A_model_without_room_for_two_texts_says_so()
    {
        var splitter = new LongPairSplitter(LongText.Truncate, maxTokens: 4, specialTokens: 3);
        var error = Assert.Throws<EmotionOnnxException>(() => splitter.Split(1, 0, 0, []));
        Assert.Contains("at most 4 tokens", error.Message, StringComparison.Ordinal);
    }

    private static void AssertCovers(int count, LongPairSplitter.Window[] windows)
    {
        int end = 0;
        foreach (LongPairSplitter.Window window in windows)
        {
            Assert.InRange(window.Start, 0, end);
            end = Math.Max(end, window.Start + window.Length);
        }

        Assert.Equal(count, end);
    }
}
