using System.Text;
using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>What is wrong with a tokenizer's files is said with file and place; nothing but <see cref="TokenizerException"/> comes out.</summary>
public sealed class TokenizerFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("normalizer", """{ "type": "Fold" }""", "normalizer", "Fold")]
    [InlineData("normalizer", """{ "type": "Sequence", "normalizers": [{ "type": "Fold" }] }""", "normalizer.normalizers[0]", "Fold")]
    [InlineData("pre_tokenizer", """{ "type": "ByteLevel", "add_prefix_space": true }""", "pre_tokenizer", "trim_offsets")]
    [InlineData("post_processor", """{ "type": "RobertaProcessing" }""", "post_processor", "add_prefix_space")]
    [InlineData("model", """{ "type": "Trigram", "vocab": [] }""", "model", "Trigram")]
    [InlineData("model", """{ "vocab": {}, "merges": 1 }""", "model.merges", "an array")]
    [InlineData("truncation", """{ "max_length": 5, "stride": 0, "strategy": "Shortest" }""", "truncation", "Shortest")]
    [InlineData("truncation", """{ "max_length": 5, "stride": 5, "strategy": "LongestFirst" }""", "truncation", "stride of 5")]
    [InlineData("padding", """{ "strategy": "Never", "direction": "Right", "pad_id": 0, "pad_type_id": 0, "pad_token": "x" }""", "padding.strategy", "BatchLongest")]
    [InlineData("version", "\"2.0\"", "version", "2.0")]
    [InlineData("surprise", "{}", "surprise", "not known")]
    [InlineData("normalizer", """{ "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "lowercase": true, "fold": 1 }""", "normalizer", "fold")]
    [InlineData("normalizer", """{ "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true }""", "normalizer", "lowercase")]
    [InlineData("normalizer", """{ "type": "BertNormalizer", "clean_text": 1, "handle_chinese_chars": true, "lowercase": true }""", "normalizer.clean_text", "true or false")]
    [InlineData("normalizer", "[]", "normalizer", "an object")]
    [InlineData("pre_tokenizer", """{ "type": null }""", "pre_tokenizer", "type")]
    [InlineData("added_tokens", "{}", "added_tokens", "an array")]
    [InlineData("added_tokens", """[{ "id": 0, "content": "x" }]""", "added_tokens[0]", "special")]
    [InlineData("added_tokens", """[{ "id": -1, "content": "x", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false }]""", "added_tokens[0].id", "-1")]
    [InlineData("added_tokens", """[{ "id": 0, "content": "\u0000", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": true }]""", "added_tokens", "nothing is left")]
    [InlineData("post_processor", """{ "type": "BertProcessing", "sep": ["[SEP]"], "cls": ["[CLS]", 2] }""", "post_processor.sep", "an array of a token and its id")]
    [InlineData("post_processor", """{ "type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {} }""", "post_processor.single", "sequence A")]
    [InlineData("post_processor", """{ "type": "TemplateProcessing", "single": [{ "SpecialToken": { "id": "[X]", "type_id": 0 } }], "pair": [], "special_tokens": {} }""", "post_processor.special_tokens", "[X]")]
    [InlineData("post_processor", """{ "type": "TemplateProcessing", "single": [{ "Sequence": { "id": "C", "type_id": 0 } }], "pair": [], "special_tokens": {} }""", "post_processor.single[0]", "neither A nor B")]
    [InlineData("model", """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": { "a": 0 } }""", "model", "[UNK]")]
    [InlineData("model", """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": { "[UNK]": 3000000000 } }""", "model.vocab", "[UNK]")]
    [InlineData("model", """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": [] }""", "model.vocab", "an object")]
    [InlineData("model", """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": -1, "vocab": {} }""", "model", "max_input_chars_per_word")]
    [InlineData("model", """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "dropout": 0.1, "vocab": {} }""", "model", "dropout")]
    [InlineData("model", """{ "type": "WordPiece", "vocab": { "[UNK]": 0 } }""", "model", "unk_token")]
    [InlineData("model", "null", "model", "an object")]
    public void A_field_that_is_wrong_is_named(string field, string value, string place, string what)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(GoldenTokenizers.PathOf("uncased", "tokenizer.json")))!.AsObject();
        json[field] = JsonNode.Parse(value);
        string file = Write("tokenizer.json", json.ToJsonString());
        TokenizerException error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(file));
        Assert.Equal(file, error.Path);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{}{}")]
    [InlineData("{ \"model\": {} }")]
    [InlineData("{ \"version\": \"\\ud800\", \"model\": null }")]
    [InlineData("{ \"model\": { \"type\": \"WordPiece\", \"vocab\": { \"\\udc00\": 0 } } }")]
    [InlineData("[1, 2]")]
    [InlineData("no JSON at all")]
    public void What_is_no_tokenizer_ends_in_the_same_exception(string content) =>
        Assert.Throws<TokenizerException>(() => Tokenizer.Load(Write("tokenizer.json", content)));

    [Fact]
    public void A_file_that_is_cut_off_or_damaged_ends_in_the_same_exception_or_loads()
    {
        byte[] whole = File.ReadAllBytes(GoldenTokenizers.PathOf("added-tokens", "tokenizer.json"));
        var random = new Random(3);
        int failures = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. whole[..(i % 2 == 0 ? random.Next(whole.Length) : whole.Length)]];
            for (int flips = i % 2; flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            string file = _folder["damaged.json"];
            File.WriteAllBytes(file, damaged);
            try
            {
                _ = Tokenizer.Load(file).Encode("joy [MASK] <user>");
            }
            catch (TokenizerException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 200, 400);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_says_what_was_looked_for()
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder.Path));
        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("vocab.txt", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder["missing.json"]));
        Assert.Contains("no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_both_files_tokenizer_json_is_taken()
    {
        File.Copy(GoldenTokenizers.PathOf("cased", "tokenizer.json"), _folder["tokenizer.json"]);
        File.Copy(GoldenTokenizers.PathOf("vocabulary", "vocab.txt"), _folder["vocab.txt"]);
        Assert.Contains("Hello", Tokenizer.Load(_folder.Path).Encode("Hello").Tokens);
    }

    [Theory]
    [InlineData("""{ "do_lower_case": true, "strip_accents": false }""", "hello caf\u00e9")]
    [InlineData("""{ "do_lower_case": false }""", "Hello Caf\u00e9")]
    [InlineData("""{ "do_lower_case": false, "strip_accents": true }""", "Hello Cafe")]
    [InlineData("{}", "hello cafe")]
    public void The_config_beside_a_vocabulary_says_what_it_leaves_unsaid(string config, string normalized)
    {
        File.Copy(GoldenTokenizers.PathOf("vocabulary", "vocab.txt"), _folder["vocab.txt"]);
        Write("tokenizer_config.json", config);
        TokenEncoding encoding = Tokenizer.Load(_folder.Path).Encode("Hello Caf\u00e9", new EncodeOptions { AddSpecialTokens = false });
        Assert.Equal(normalized, string.Concat(encoding.Tokens.Select((token, i) =>
            token.StartsWith("##", StringComparison.Ordinal) ? token[2..] : (i == 0 ? "" : " ") + token)));
    }

    [Fact]
    public void Without_a_config_a_vocabulary_with_capitals_is_a_cased_one()
    {
        string cased = Write("cased.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nHello\nhello\r\n");
        string uncased = Write("uncased.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello");
        Assert.Equal([2, 5, 6, 3], Tokenizer.Load(cased).Encode("Hello hello").Ids.AsSpan());
        Assert.Equal([2, 5, 5, 3], Tokenizer.Load(uncased).Encode("Hello hello").Ids.AsSpan());
    }

    [Fact]
    public void A_vocabulary_that_is_none_of_BERT_is_refused()
    {
        Assert.Contains("[SEP]", Assert.Throws<TokenizerException>(() => Tokenizer.Load(Write("a.txt", "[UNK]\n[CLS]\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("[UNK]", Assert.Throws<TokenizerException>(() => Tokenizer.Load(Write("b.txt", "the\na\n"))).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_folder["c.txt"], [.. "[UNK]\n"u8, 0xFF, 0xFE, .. "\n"u8]);
        Assert.Contains("line 2", Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder["c.txt"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        string json = File.ReadAllText(GoldenTokenizers.PathOf("uncased", "tokenizer.json"));
        File.WriteAllText(_folder["tokenizer.json"], json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("[CLS]", Tokenizer.Load(_folder.Path).IdToToken(2));
    }

    [Fact]
    public void Ids_far_apart_do_not_cost_their_distance()
    {
        const string Model = """{ "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": { "[UNK]": 0, "far": 2147483646 } }""";
        string file = Write("tokenizer.json", $$"""{ "model": {{Model}}, "pre_tokenizer": { "type": "BertPreTokenizer" } }""");
        Tokenizer tokenizer = Tokenizer.Load(file);
        Assert.Equal("far", tokenizer.IdToToken(2147483646));
        Assert.Null(tokenizer.IdToToken(1));
        Assert.Equal([2147483646, 0], tokenizer.Encode("far away").Ids.AsSpan());
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
