using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>SentencePiece .model files that are broken or say what this version does not know.</summary>
public sealed class SentencePieceFileTests : IDisposable
{
    private static readonly byte[] Unknown = Piece("<unk>", kind: 2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_of_one_piece_loads()
    {
        Tokenizer tokenizer = Load([.. Unknown, .. Piece("\u2581joy", kind: 1)]);
        Assert.Equal([1], tokenizer.Encode(" joy ").Ids.AsSpan());
        Assert.Equal(0, tokenizer.UnknownId);
        Assert.Equal([0, 1], tokenizer.Encode("x joy").Ids.AsSpan());
    }

    [Theory]
    [InlineData(3, "WORD (3)")]
    [InlineData(4, "CHAR (4)")]
    [InlineData(9, "model type 9")]
    public void A_model_of_another_type_is_named(int type, string name) =>
        AssertError([.. Unknown, .. Message(2, [0x18, (byte)type])], name, "UNIGRAM");

    [Fact]
    public void What_SentencePiece_refuses_is_refused()
    {
        AssertError([], "no pieces");
        AssertError([.. Piece("a", kind: 1)], "0 pieces stand for the unknown");
        AssertError([.. Unknown, .. Piece("b", kind: 2)], "2 pieces stand for the unknown");
        AssertError([.. Unknown, .. Piece("b", kind: 1), .. Piece("b", kind: 4)], "piece 2: 'b' stands there twice");
        AssertError([.. Unknown, .. Piece("", kind: 1)], "piece 1");
        AssertError([.. Unknown, .. Piece("b", kind: 7)], "unknown type 7");
        AssertError([.. Unknown, .. Piece("<0x00>", kind: 6)], "byte_fallback is not set");
        AssertError([.. Unknown, .. Message(2, [0x98, 0x02, 1])], "not every byte");
        AssertError([.. Unknown, .. Message(3, Message(2, [1, 2, 3, 4, 5]))], "precompiled_charsmap");
        AssertError([.. Unknown, .. Message(1, Message(1, [0xC3]))], "not valid UTF-8");
        AssertError([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1], "ends behind the end");
        AssertError([0x0B], "wire type 3");
        AssertError([0x0D, 0, 0, 0, 0], "wire type 5");
        AssertError([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80], "more than ten bytes");
    }

    [Theory]
    [InlineData("sentencepiece-unigram-bytes")]
    [InlineData("sentencepiece-bpe-unused")]
    public void A_model_that_is_cut_off_or_damaged_ends_in_the_same_exception_or_loads(string name)
    {
        byte[] whole = File.ReadAllBytes(Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "Folders", name, "small.model"));
        var random = new Random(5);
        int failures = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)]];
            for (int flips = i % 3; flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = Load(damaged).Encode("so much joy \u3000 caf\u00e9 <user> \ud83d\ude00");
            }
            catch (TokenizerException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 100, 299);
    }

    [Theory]
    [InlineData("sentencepiece-unigram")]
    [InlineData("sentencepiece-bpe-bytes")]
    [InlineData("xlm-roberta")]
    [InlineData("xlm-roberta-bpe")]
    public void A_word_of_a_million_characters_is_one_of_many_tokens(string name)
    {
        Tokenizer tokenizer = Tokenizer.Load(Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "Folders", name));
        var ids = new TokenBuffer();
        tokenizer.Encode(string.Concat(Enumerable.Repeat("happy", 200_000)), ids);
        Assert.InRange(ids.Count, 200_000, 1_000_001);
        ids.Clear();
        tokenizer.Encode(new string('a', 1_000_000), ids);
        Assert.InRange(ids.Count, 100_000, 1_000_001);
    }

    private static byte[] Piece(string text, byte kind) =>
        Message(1, [.. Message(1, System.Text.Encoding.UTF8.GetBytes(text)), 0x15, 0, 0, 0x80, 0xBF, 0x18, kind]);

    private static byte[] Message(int field, byte[] content) => [(byte)((field << 3) | 2), (byte)content.Length, .. content];

    private Tokenizer Load(byte[] bytes)
    {
        File.WriteAllBytes(_folder["x.model"], bytes);
        return Tokenizer.Load(_folder["x.model"]);
    }

    private void AssertError(byte[] bytes, params string[] parts)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => Load(bytes));
        Assert.Equal(_folder["x.model"], error.Path);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
