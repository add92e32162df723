namespace EmotionOnnx.Tests.Tokenization;

/// <summary><see cref="ITokenizer.Encode"/>, as the classifier calls it.</summary>
public sealed class HotPathTests
{
    private static readonly Tokenizer Uncased = GoldenTokenizers.Load("uncased");

    public static TheoryData<string> Names =>
    [
        "uncased", "cased", "added-tokens", "no-normalizer", "other-word-piece", "components/whole-roberta", "components/bpe-suffix-fused",
        "components/whole-xlm-roberta", "components/unigram-bytes",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_with_the_frame_around_them_are_those_of_the_whole_encoding(string name)
    {
        Tokenizer tokenizer = GoldenTokenizers.Load(name);
        var ids = new TokenBuffer(0);
        foreach (string text in GoldenTokenizers.Texts)
        {
            ids.Clear();
            ids.AddRange(tokenizer.Prefix);
            tokenizer.Encode(text, ids);
            ids.AddRange(tokenizer.Suffix);
            Assert.Equal(tokenizer.Encode(text).Ids.AsSpan(), ids.Ids);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_limit_gives_the_beginning_of_what_comes_without_one(string name)
    {
        Tokenizer tokenizer = GoldenTokenizers.Load(name);
        string[] texts = [.. GoldenTokenizers.Texts, string.Join(' ', GoldenTokenizers.Texts)];
        foreach (string text in texts)
        {
            int[] whole = Ids(tokenizer, text);
            for (int limit = 0; limit <= Math.Min(whole.Length + 1, 60); limit++)
            {
                int[] limited = Ids(tokenizer, text, limit);
                Assert.True(limited.Length >= Math.Min(limit, whole.Length));
                Assert.Equal(whole[..Math.Min(limit, whole.Length)], limited[..Math.Min(limit, limited.Length)]);
            }
        }
    }

    [Fact]
    public void A_text_in_many_parts_gives_the_tokens_of_its_sentences()
    {
        string sentence = string.Join(' ', GoldenTokenizers.Texts);
        string text = string.Join(' ', Enumerable.Repeat(sentence, 20));
        int[] expected = [.. Enumerable.Repeat(Ids(Uncased, sentence), 20).SelectMany(ids => ids)];
        Assert.Equal(expected, Ids(Uncased, text));
    }

    [Fact]
    public void What_the_buffer_holds_stays_before_the_new_ids()
    {
        var ids = new TokenBuffer();
        ids.Add(-5);
        Uncased.Encode("joy", ids);
        Assert.Equal([-5, Uncased.TokenToId("joy")!.Value], ids.Ids.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_managed_is_allocated_once_warm(string name)
    {
        Tokenizer tokenizer = GoldenTokenizers.Load(name);
        var ids = new TokenBuffer();
        string[] texts = GoldenTokenizers.Texts;
        void EncodeAll()
        {
            foreach (string text in texts)
            {
                ids.Clear();
                tokenizer.Encode(text, ids);
            }
        }

        EncodeAll();
        EncodeAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            EncodeAll();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[] Ids(Tokenizer tokenizer, string text, int limit = int.MaxValue)
    {
        var ids = new TokenBuffer();
        tokenizer.Encode(text, ids, limit);
        return ids.Ids.ToArray();
    }
}
