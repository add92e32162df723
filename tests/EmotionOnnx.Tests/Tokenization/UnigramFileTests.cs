using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Unigram models in tokenizer.json: errors, and what no text of the golden ones shows.</summary>
public sealed class UnigramFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "type": "Unigram" }""", "model: the field 'vocab' is missing")]
    [InlineData("""{ "type": "Unigram", "vocab": {} }""", "model.vocab: expected an array")]
    [InlineData("""{ "type": "Unigram", "vocab": [["a", 1], 7] }""", "model.vocab[1]")]
    [InlineData("""{ "type": "Unigram", "vocab": [["a", "b"]] }""", "model.vocab[0]: the score")]
    [InlineData("""{ "type": "Unigram", "vocab": [["a", 1e999]] }""", "model.vocab[0]: the score")]
    [InlineData("""{ "type": "Unigram", "vocab": [["a", 1, 2]] }""", "model.vocab[0]: expected nothing after")]
    [InlineData("""{ "type": "Unigram", "unk_id": 1, "vocab": [["a", 1]] }""", "unk_id is 1, but vocab has 1 tokens")]
    [InlineData("""{ "type": "Unigram", "unk_id": -1, "vocab": [["a", 1]] }""", "unk_id")]
    [InlineData("""{ "type": "Unigram", "byte_fallback": 3, "vocab": [["a", 1]] }""", "byte_fallback")]
    [InlineData("""{ "type": "Unigram", "alpha": 0.1, "vocab": [["a", 1]] }""", "'alpha'")]
    public void What_is_wrong_is_named(string model, string message)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => Load(model));
        Assert.Equal(_folder["tokenizer.json"], error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_unknown_token_a_text_that_needs_one_is_an_error()
    {
        Tokenizer tokenizer = Load("""{ "type": "Unigram", "unk_id": null, "vocab": [["a", -1], ["b", -2]] }""");
        Assert.Null(tokenizer.UnknownId);
        Assert.Equal([0, 1], tokenizer.Encode("ab").Ids.AsSpan());
        Assert.Contains("U+1F600", Assert.Throws<TokenizerException>(() => tokenizer.Encode("a\ud83d\ude00")).Message, StringComparison.Ordinal);
    }

    // So does the reference (checked with npm tokenizers 0.23.2).
    [Fact]
    public void Of_equal_sums_the_one_that_started_first_stays()
    {
        Tokenizer tokenizer = Load("""{ "type": "Unigram", "unk_id": 0, "vocab": [["?", -9], ["a", -0.5], ["b", -0.5], ["ab", -1]] }""");
        Assert.Equal([3], tokenizer.Encode("ab").Ids.AsSpan());
    }

    [Fact]
    public void A_token_that_comes_twice_has_its_last_id_and_added_tokens_begin_behind_all()
    {
        Tokenizer tokenizer = Load(
            """{ "type": "Unigram", "unk_id": 0, "vocab": [["?", 0], ["a", -1], ["a", -1]] }""",
            """[{ "id": 3, "content": "new", "special": false, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false }]""");
        Assert.Equal([2, 3, 2], tokenizer.Encode("anewa").Ids.AsSpan());
    }

    private Tokenizer Load(string model, string added = "[]")
    {
        File.WriteAllText(_folder["tokenizer.json"], $$"""{ "added_tokens": {{added}}, "model": {{model}} }""");
        return Tokenizer.Load(_folder["tokenizer.json"]);
    }
}
