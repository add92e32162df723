using System.Text;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Texts that nobody means well.</summary>
public sealed class UntrustedTextTests
{
    private const string Odd = "[]<>user MASKUNKé\u0344\u0F73\u0F75 \t";
    private const int Long = 10_000_000;

    // A hang must end the run; what a text takes is a matter for benchmarks.
    private const int Hang = 120_000;

    private static readonly Tokenizer Uncased = GoldenTokenizers.Load("uncased");

    public static TheoryData<string> Names => ["uncased", "cased", "added-tokens", "text-not-cleaned", "no-normalizer", "odd-template"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_UTF_16_gives_ordered_offsets_within_the_text(string name)
    {
        Tokenizer tokenizer = GoldenTokenizers.Load(name);
        var random = new Random(7);
        var ids = new TokenBuffer();
        for (int i = 0; i < 3000; i++)
        {
            string text = RandomText(random);
            TokenEncoding encoding = tokenizer.Encode(text, new EncodeOptions { AddSpecialTokens = false });
            int last = 0;
            foreach (TokenOffsets offsets in encoding.Offsets)
            {
                // A decomposed character may be cut into tokens that all stand for the whole of it.
                Assert.InRange(offsets.Start, last, text.Length - 1);
                Assert.InRange(offsets.End, offsets.Start + 1, text.Length);
                last = offsets.Start;
            }

            ids.Clear();
            tokenizer.Encode(text, ids);
            Assert.Equal(encoding.Ids.AsSpan(), ids.Ids);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("\u3000")]
    [InlineData("\0")]
    [InlineData("[")]
    [InlineData("é")]
    [InlineData("我")]
    [InlineData("\u0301")]
    [InlineData("high surrogate")]
    [InlineData("low surrogate")]
    [InlineData("[MASK]")]
    [InlineData("a ")]
    public async Task Ten_megabytes_of_one_kind_are_read_in_linear_time(string unit)
    {
        // By name, because a test's arguments must be valid text.
        unit = unit switch { "high surrogate" => "\ud800", "low surrogate" => "\udc00", _ => unit };
        int count = Long / Encoding.UTF8.GetByteCount(unit);
        string text = string.Concat(Enumerable.Repeat(unit, count));
        var ids = new TokenBuffer();
        await Task.Run(() => Uncased.Encode(text, ids)).WaitAsync(TimeSpan.FromMilliseconds(Hang));
        int expected = unit switch
        {
            "a" => 1,
            "é" => 1,
            "[" or "我" or "[MASK]" or "a " => count,
            _ => 0,
        };
        Assert.Equal(expected, ids.Count);
    }

    [Fact]
    public async Task Ten_megabytes_of_marks_in_the_wrong_order_are_sorted_in_time()
    {
        // Below and above in turn: without order, all of them have to be sorted at once.
        string text = string.Concat(Enumerable.Repeat("\u0301\u0323", Long / 4));
        var ids = new TokenBuffer();
        await Task.Run(() => Uncased.Encode("a" + text + "b", ids)).WaitAsync(TimeSpan.FromMilliseconds(Hang));
        Assert.Equal(2, ids.Count);
        Assert.Equal([Uncased.TokenToId("a")!.Value, Uncased.TokenToId("##b")!.Value], ids.Ids.ToArray());
    }

    [Fact]
    public void A_limit_keeps_ten_million_words_from_being_read()
    {
        string text = string.Concat(Enumerable.Repeat("joy ", Long / 4));
        var ids = new TokenBuffer();
        Uncased.Encode(text, ids, 510);
        Assert.InRange(ids.Count, 510, 510 + 4096);
    }

    [Fact]
    public void An_unpaired_surrogate_counts_as_the_replacement_character()
    {
        Tokenizer tokenizer = GoldenTokenizers.Load("text-not-cleaned");
        Assert.Equal(tokenizer.Encode("a \uFFFD b").Ids.AsSpan(), tokenizer.Encode("a \ud83d b").Ids.AsSpan());
        Assert.Equal(tokenizer.Encode("a \uFFFD b").Offsets.AsSpan(), tokenizer.Encode("a \ude00 b").Offsets.AsSpan());
    }

    private static string RandomText(Random random)
    {
        char[] text = new char[random.Next(60)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.Next(6) switch
            {
                0 => (char)random.Next(0x10000),
                1 => (char)random.Next(0xD800, 0xE000),
                2 => (char)random.Next(0x300, 0x370),
                3 => (char)random.Next(0xAC00, 0xD7A4),
                4 => Odd[random.Next(Odd.Length)],
                _ => (char)random.Next(0x250),
            };
        }

        return new string(text);
    }
}
