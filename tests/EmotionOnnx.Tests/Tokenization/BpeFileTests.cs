using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>What is wrong with a BPE model is said with its place.</summary>
public sealed class BpeFileTests : IDisposable
{
    private const string Vocabulary = """ "vocab": { "a": 0, "b": 1, "ab": 2, "##b": 3, "é": 4, "<unk>": 5 } """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(""" "merges": [] """, "model", "'vocab' is missing")]
    [InlineData(Vocabulary, "model", "'merges' is missing")]
    [InlineData(Vocabulary + """, "merges": {} """, "model.merges", "an array")]
    [InlineData(Vocabulary + """, "merges": ["a b", "a c"] """, "model.merges[1]", "lacks the token 'c'")]
    [InlineData(Vocabulary + """, "merges": [["b", "a"]] """, "model.merges[0]", "lacks 'ba'")]
    [InlineData(Vocabulary + """, "merges": ["ab"] """, "model.merges[0]", "one space")]
    [InlineData(Vocabulary + """, "merges": ["a b c"] """, "model.merges[0]", "one space")]
    [InlineData(Vocabulary + """, "merges": ["a b", ["a", "b"]] """, "model.merges[1]", "one list")]
    [InlineData(Vocabulary + """, "merges": [["a", "b", "c"]] """, "model.merges[0]", "more")]
    [InlineData(Vocabulary + """, "merges": [["a"]] """, "model.merges[0]", "two tokens")]
    [InlineData(Vocabulary + """, "merges": [3] """, "model.merges[0]", "two tokens")]
    [InlineData(Vocabulary + """, "continuing_subword_prefix": "##", "merges": ["a b"] """, "model.merges[0]", "does not begin with")]
    [InlineData(Vocabulary + """, "continuing_subword_prefix": "#", "merges": ["a é"] """, "model.merges[0]", "does not begin with")]
    [InlineData(Vocabulary + """, "merges": [], "dropout": 0.1 """, "model", "at random")]
    [InlineData(Vocabulary + """, "merges": [], "dropout": "0" """, "model", "at random")]
    [InlineData(Vocabulary + """, "merges": [], "unk_token": "<none>" """, "model", "<none>")]
    [InlineData(Vocabulary + """, "merges": [], "unk_token": 5 """, "model", "unk_token")]
    [InlineData(Vocabulary + """, "merges": [], "byte_fallback": "yes" """, "model", "byte_fallback")]
    [InlineData(Vocabulary + """, "merges": [], "cache": 5 """, "model", "cache")]
    public void What_is_wrong_is_said_with_its_place(string fields, string place, string what)
    {
        string file = Write(fields);
        TokenizerException error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(file));
        Assert.Equal(file, error.Path);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "merges": ["a b"], """ + Vocabulary)]
    [InlineData(Vocabulary + """, "merges": [["a", "b"]], "dropout": 0 """)]
    [InlineData(Vocabulary + """, "merges": ["#version: 0.2", "a b"], "dropout": null, "fuse_unk": null """)]
    [InlineData(Vocabulary + """, "merges": ["a ##b"], "continuing_subword_prefix": "##", "ignore_merges": false """)]
    public void Fields_come_in_any_order_and_merges_in_both_forms(string fields) =>
        Assert.Equal([2], Tokenizer.Load(Write(fields)).Encode("ab").Ids.AsSpan());

    private string Write(string fields)
    {
        string file = _folder["tokenizer.json"];
        File.WriteAllText(file, $$"""{ "model": { "type": "BPE", {{fields}} } }""");
        return file;
    }
}
