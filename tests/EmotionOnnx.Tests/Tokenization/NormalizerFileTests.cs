using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>What is wrong with a normalizer is said with its place.</summary>
public sealed class NormalizerFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(""" { "type": "Upper" } """, "normalizer", "'Upper' is not known", "NFKC")]
    [InlineData(""" { "strip_left": true } """, "normalizer", "'type' is missing")]
    [InlineData(""" "NFC" """, "normalizer", "an object")]
    [InlineData(""" { "type": "NFC", "version": 9 } """, "normalizer", "'version' is not known")]
    [InlineData(""" { "type": "Strip", "strip_left": true } """, "normalizer", "'strip_right' is missing")]
    [InlineData(""" { "type": "Strip", "strip_left": 1, "strip_right": true } """, "normalizer.strip_left", "true or false")]
    [InlineData(""" { "type": "Prepend" } """, "normalizer", "'prepend' is missing")]
    [InlineData(""" { "type": "Replace", "pattern": "a", "content": "b" } """, "normalizer.pattern", "an object")]
    [InlineData(""" { "type": "Replace", "pattern": { "Glob": "a" }, "content": "b" } """, "normalizer.pattern", "'Glob'")]
    [InlineData(""" { "type": "Replace", "pattern": {}, "content": "b" } """, "normalizer.pattern", "'String' or 'Regex'")]
    [InlineData(""" { "type": "Replace", "pattern": { "Regex": "(a" }, "content": "b" } """, "normalizer.pattern", "'(a' can't be used")]
    [InlineData(""" { "type": "Replace", "pattern": { "String": "a" } } """, "normalizer", "'content' is missing")]
    [InlineData(""" { "type": "Sequence" } """, "normalizer", "'normalizers' is missing")]
    [InlineData(""" { "type": "Sequence", "normalizers": [{ "type": "NFC" }, { "type": "Upper" }] } """, "normalizer.normalizers[1]", "'Upper'")]
    [InlineData(""" { "type": "Precompiled" } """, "normalizer", "'precompiled_charsmap' is missing")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": null } """, "normalizer", "'precompiled_charsmap' is missing")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": "" } """, "normalizer", "can't be read", "shorter")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": "not base 64" } """, "normalizer", "can't be read")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": "/////wAAAAA=" } """, "normalizer", "can't be read", "4294967295 bytes")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": "AAAAAA==" } """, "normalizer", "can't be read", "0 bytes")]
    [InlineData(""" { "type": "Precompiled", "precompiled_charsmap": "BAAAAAAAAAA=" } """, "normalizer", "can't be read", "outside")]
    public void What_is_wrong_is_said_with_its_place(string normalizer, string place, params string[] what)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => Load(normalizer));
        Assert.Equal(_folder["tokenizer.json"], error.Path);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.All(what, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Sequences_within_sequences_end_in_an_error_where_they_are_too_deep()
    {
        const int Depth = 10_000;
        string deep = string.Concat(Enumerable.Repeat("""{ "type": "Sequence", "normalizers": [""", Depth))
            + string.Concat(Enumerable.Repeat("] }", Depth));
        Assert.Throws<TokenizerException>(() => Load(deep));
    }

    private Tokenizer Load(string normalizer)
    {
        string file = _folder["tokenizer.json"];
        File.WriteAllText(file, $$"""{ "normalizer": {{normalizer}}, "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": { "[UNK]": 0 } } }""");
        return Tokenizer.Load(file);
    }
}
