namespace EmotionOnnx.Tests.Tokenization;

public sealed class EncodeBatchTests
{
    private static readonly Tokenizer Uncased = GoldenTokenizers.Load("uncased");

    // Enough for several threads.
    private static readonly string[] Many = [.. Enumerable.Range(0, 2000).Select(i => $"{i} {GoldenTokenizers.Texts[i % GoldenTokenizers.Texts.Length]}")];

    [Fact]
    public void A_large_batch_gives_in_order_what_the_texts_give_alone()
    {
        var options = new EncodeOptions { Truncation = Truncation.To(12, 2), ReturnOverflow = true };
        IReadOnlyList<TokenEncoding> batch = Uncased.EncodeBatch(Many, options);
        Assert.Equal(Many.Length, batch.Count);
        for (int i = 0; i < Many.Length; i++)
        {
            TokenEncoding alone = Uncased.Encode(Many[i], options);
            Assert.Equal(alone.Ids.AsSpan(), batch[i].Ids.AsSpan());
            Assert.Equal(alone.Offsets.AsSpan(), batch[i].Offsets.AsSpan());
            Assert.Equal(alone.Overflow.Select(window => string.Join(' ', window.Ids)), batch[i].Overflow.Select(window => string.Join(' ', window.Ids)));
        }
    }

    [Fact]
    public void Padding_to_the_longest_is_to_the_longest_of_all()
    {
        IReadOnlyList<TokenEncoding> batch = Uncased.EncodeBatch(Many, new EncodeOptions { Truncation = Truncation.None, Padding = Padding.Longest() });
        int longest = Many.Max(text => Uncased.Encode(text).Ids.Length);
        Assert.All(batch, encoding => Assert.Equal(longest, encoding.Ids.Length));
    }

    [Fact]
    public void What_fails_comes_out_as_from_a_text_alone()
    {
        var options = new EncodeOptions { Truncation = Truncation.To(1) };
        ArgumentException alone = Assert.Throws<ArgumentException>(() => Uncased.Encode(Many[0], options));
        ArgumentException batch = Assert.Throws<ArgumentException>(() => Uncased.EncodeBatch(Many, options));
        Assert.Equal(alone.Message, batch.Message);
    }

    [Fact]
    public void A_missing_text_is_named_by_its_index()
    {
        string[] texts = [.. Many];
        texts[1500] = null!;
        Assert.Contains("index 1500", Assert.Throws<ArgumentException>(() => Uncased.EncodeBatch(texts)).Message, StringComparison.Ordinal);
    }
}
