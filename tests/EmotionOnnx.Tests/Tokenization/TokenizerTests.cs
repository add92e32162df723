namespace EmotionOnnx.Tests.Tokenization;

public sealed class TokenizerTests
{
    private static readonly Tokenizer Uncased = GoldenTokenizers.Load("uncased");

    [Fact]
    public void Tokens_and_ids_lead_to_one_another()
    {
        Assert.Equal(2, Uncased.TokenToId("[CLS]"));
        Assert.Equal("[CLS]", Uncased.IdToToken(2));
        Assert.Equal("##ness", Uncased.IdToToken(Uncased.TokenToId("##ness")!.Value));
        Assert.Null(Uncased.TokenToId("thereisnosuchtoken"));
        Assert.Null(Uncased.IdToToken(-1));
        Assert.Null(Uncased.IdToToken(int.MaxValue));
        Assert.NotNull(Uncased.IdToToken(Uncased.VocabularySize - 1));
        Assert.Null(Uncased.IdToToken(Uncased.VocabularySize));
    }

    [Fact]
    public void Added_tokens_get_ids_after_the_vocabulary()
    {
        Tokenizer tokenizer = GoldenTokenizers.Load("added-tokens");
        Assert.Equal(Uncased.VocabularySize, tokenizer.TokenToId("<user>"));
        Assert.Equal(Uncased.VocabularySize + 5, tokenizer.VocabularySize);
        Assert.Equal("Ünïcode", tokenizer.IdToToken(tokenizer.TokenToId("Ünïcode")!.Value));
    }

    [Fact]
    public void Truncation_and_padding_of_the_file_are_defaults_that_a_call_overrides()
    {
        Tokenizer tokenizer = GoldenTokenizers.Load("declared");
        string text = GoldenTokenizers.Texts[0];
        Assert.Equal(11, tokenizer.DeclaredTruncation!.MaxLength);
        Assert.Equal(12, tokenizer.DeclaredPadding!.Length);
        Assert.Equal(12, tokenizer.Encode(text).Ids.Length);
        Assert.Equal(11, tokenizer.Encode(text, new EncodeOptions { Padding = Padding.None }).Ids.Length);
        Assert.Equal(7, tokenizer.Encode(text, new EncodeOptions { Truncation = Truncation.To(7), Padding = Padding.None }).Ids.Length);
        TokenEncoding whole = tokenizer.Encode(text, new EncodeOptions { Truncation = Truncation.None, Padding = Padding.None });
        Assert.Equal(Uncased.Encode(text).Ids.AsSpan(), whole.Ids.AsSpan());
    }

    [Fact]
    public void A_batch_is_padded_to_its_longest()
    {
        IReadOnlyList<TokenEncoding> batch = Uncased.EncodeBatch(["joy", "they are not so happy", ""], new EncodeOptions { Padding = Padding.Longest() });
        Assert.All(batch, encoding => Assert.Equal(7, encoding.Ids.Length));
        Assert.Equal([1, 1, 1, 0, 0, 0, 0], batch[0].AttentionMask.AsSpan());
        Assert.Equal("[PAD]", batch[0].Tokens[^1]);
        Assert.Empty(Uncased.EncodeBatch([]));
    }

    [Fact]
    public void A_null_among_the_texts_is_named_by_its_index()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Uncased.EncodeBatch(["joy", null!, "fear"]));
        Assert.Contains("index 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overflow_comes_only_where_it_is_asked_for()
    {
        string text = GoldenTokenizers.Texts[0];
        var options = new EncodeOptions { Truncation = Truncation.To(8, 2) };
        TokenEncoding cut = Uncased.Encode(text, options);
        TokenEncoding windows = Uncased.Encode(text, options with { ReturnOverflow = true });
        Assert.Empty(cut.Overflow);
        Assert.Equal(cut.Ids.AsSpan(), windows.Ids.AsSpan());
        TokenEncoding whole = Uncased.Encode(text, new EncodeOptions { AddSpecialTokens = false });
        // Six tokens a window, of which two are those that the one before ends with.
        var joined = new List<int>(windows.Ids[1..^1]);
        foreach (TokenEncoding window in windows.Overflow)
        {
            Assert.Equal(joined[^2..], window.Ids[1..3].ToArray());
            joined.AddRange(window.Ids[3..^1]);
        }

        Assert.Equal(whole.Ids.ToArray(), joined);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 3)]
    public void Truncation_that_leaves_nothing_of_a_text_is_refused(int maxLength, int stride)
    {
        var options = new EncodeOptions { Truncation = Truncation.To(maxLength, stride) };
        Assert.Throws<ArgumentException>(() => Uncased.Encode("they are not so happy", options));
    }

    [Fact]
    public void Truncation_of_one_text_of_a_pair_is_refused_where_it_is_not_enough()
    {
        var first = new EncodeOptions { Truncation = Truncation.To(6, strategy: TruncationStrategy.OnlyFirst) };
        var second = new EncodeOptions { Truncation = Truncation.To(6, strategy: TruncationStrategy.OnlySecond) };
        Assert.Throws<ArgumentException>(() => Uncased.Encode("joy", "they are not so happy", first));
        Assert.Throws<ArgumentException>(() => Uncased.Encode("they are not so happy", second));
        Assert.Equal(6, Uncased.Encode("joy", "they are not so happy", second).Ids.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(4, -1)]
    [InlineData(4, 4)]
    public void Truncation_out_of_range_is_refused_where_it_is_made(int maxLength, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Truncation.To(maxLength, stride));

    [Fact]
    public void Special_tokens_of_the_text_are_not_special_in_the_mask()
    {
        TokenEncoding encoding = Uncased.Encode("joy [SEP] fear");
        Assert.Equal([1, 0, 0, 0, 1], encoding.SpecialTokensMask.AsSpan());
        Assert.Equal([null, 0, 0, 0, null], encoding.SequenceIds.ToArray());
    }

    [Fact]
    public void One_tokenizer_serves_many_threads()
    {
        string[] texts = GoldenTokenizers.Texts;
        TokenEncoding[] expected = [.. texts.Select(text => Uncased.Encode(text))];
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            int at = i % texts.Length;
            var options = new EncodeOptions { Truncation = i % 2 == 0 ? Truncation.None : Truncation.To(5) };
            TokenEncoding actual = Uncased.Encode(texts[at], options);
            Assert.Equal(i % 2 == 0 ? expected[at].Ids.Length : Math.Min(5, expected[at].Ids.Length), actual.Ids.Length);
            int same = Math.Min(4, actual.Ids.Length - 1);
            Assert.Equal(expected[at].Offsets.AsSpan(0, same), actual.Offsets.AsSpan(0, same));
        });
    }
}
