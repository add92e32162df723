using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class LongTextSplitterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_text_that_fits_is_one_sequence_in_every_mode(int count)
    {
        foreach (LongText mode in new[] { LongText.Truncate, LongText.Refuse, LongText.Windows() })
        {
            var sequences = new List<TokenSequence>();
            bool truncated = new LongTextSplitter(mode, 10, 2).Split(5, count, 0, sequences);

            Assert.False(truncated);
            Assert.Equal([new TokenSequence(5, count)], sequences);
        }
    }

    [Fact]
    public void Truncating_keeps_the_first_tokens_and_says_so()
    {
        var sequences = new List<TokenSequence>();
        var splitter = new LongTextSplitter(LongText.Truncate, 10, 2);

        Assert.True(splitter.Split(5, 9, 0, sequences));
        Assert.Equal([new TokenSequence(5, 8)], sequences);
        Assert.Equal(9, splitter.TokenLimit);
    }

    [Fact]
    public void Refusing_names_the_text_and_the_limit()
    {
        var error = Assert.Throws<TextTooLongException>(() => new LongTextSplitter(LongText.Refuse, 10, 2).Split(0, 9, 41, []));

        Assert.Equal(41, error.TextIndex);
        Assert.Equal(10, error.MaxTokens);
        Assert.Contains("Text 41", error.Message, StringComparison.Ordinal);
    }

    // The windows that Hugging Face's tokenizers give for max_length 10, stride 3 and two special tokens.
    [Theory]
    [InlineData(9, new[] { 0, 8, 5, 4 })]
    [InlineData(13, new[] { 0, 8, 5, 8 })]
    [InlineData(14, new[] { 0, 8, 5, 8, 10, 4 })]
    public void Windows_share_the_stride_and_cover_the_text(int count, int[] expected)
    {
        var sequences = new List<TokenSequence>();
        Assert.False(new LongTextSplitter(LongText.Windows(stride: 3), 10, 2).Split(100, count, 0, sequences));

        Assert.Equal(expected.Chunk(2).Select(pair => new TokenSequence(100 + pair[0], pair[1])), sequences);
    }

    [Fact]
    public void A_stride_that_does_not_get_on_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new LongTextSplitter(LongText.Windows(stride: 8), 10, 2));
        Assert.Contains("under 8", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LongText.Windows(stride: -1));
        Assert.Throws<ArgumentException>(() => new LongTextSplitter(LongText.Truncate, 2, 2));
    }
}
