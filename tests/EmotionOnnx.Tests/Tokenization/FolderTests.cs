using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Parity;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Folders without tokenizer.json: their answers against those of the references (tools/peers/folders.py), and their errors.</summary>
public sealed class FolderTests : IDisposable
{
    private static readonly string Root = Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "Folders");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Classes { get; } = [.. Having("golden.jsonl")];

    public static TheoryData<string> Plain { get; } = [.. Having("ids.jsonl")];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_makes_of_a_SentencePiece_model_what_transformers_makes_of_it(string name)
    {
        (int compared, IReadOnlyList<string> differences) = GoldenFolder.Compare(Path.Combine(Root, name));
        Assert.Empty(differences);
        Assert.True(compared >= 20);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void A_model_alone_gives_SentencePieces_own_ids(string name)
    {
        Tokenizer tokenizer = Tokenizer.Load(Path.Combine(Root, name));
        string[] lines = File.ReadAllLines(Path.Combine(Root, name, "ids.jsonl"));
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string text = document.RootElement.GetProperty("text").GetString()!;
            int[] expected = [.. document.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            TokenEncoding encoding = tokenizer.Encode(text);
            Assert.Equal(expected, encoding.Ids.AsSpan());
            Assert.All(encoding.Offsets, place => Assert.InRange(place.End, place.Start, text.Length));
        }

        Assert.True(lines.Length >= 19);
    }

    [Fact]
    public void A_model_may_be_named_by_itself() =>
        Assert.Equal(
            Tokenizer.Load(Path.Combine(Root, "sentencepiece-bpe-bytes")).Encode("joy \ud83d\ude00").Ids.AsSpan(),
            Tokenizer.Load(Path.Combine(Root, "sentencepiece-bpe-bytes", "small.model")).Encode("joy \ud83d\ude00").Ids.AsSpan());

    [Theory]
    [InlineData("whole-roberta", "RobertaTokenizer", "<pad>")]
    [InlineData("whole-roberta", "BartTokenizerFast", "<pad>")]
    [InlineData("whole-roberta", null, "<pad>")]
    [InlineData("whole-roberta-prefix", "LongformerTokenizer", "<pad>")]
    [InlineData("whole-gpt2", "GPT2Tokenizer", null)]
    [InlineData("whole-gpt2", null, null)]
    [InlineData("whole-deberta", "DebertaTokenizer", "[PAD]")]
    public void Merges_and_a_vocabulary_give_the_ids_of_tokenizer_json(string whole, string? name, string? padding)
    {
        JsonNode model = Whole(whole)["model"]!;
        Write("vocab.json", model["vocab"]!.ToJsonString());
        Write("merges.txt", "#version: 0.2\n" + string.Join('\n', model["merges"]!.AsArray().Select(merge =>
            merge is JsonArray pair ? $"{pair[0]} {pair[1]}" : merge!.ToString())) + "\n");
        if (name is not null)
        {
            // Of the special tokens only those count that the vocabulary or the config has: DeBERTa's mask is in neither here.
            IEnumerable<string> added = Whole(whole)["added_tokens"]!.AsArray()
                .Where(token => !model["vocab"]!.AsObject().ContainsKey(token!["content"]!.ToString()))
                .Select(token => $"\"{token!["id"]}\": {token.ToJsonString().Replace($"\"id\":{token["id"]},", "", StringComparison.Ordinal)}");
            string prefix = whole.EndsWith("prefix", StringComparison.Ordinal) ? "true" : "false";
            Write(
                "tokenizer_config.json",
                $$"""{ "tokenizer_class": "{{name}}", "add_prefix_space": {{prefix}}, "added_tokens_decoder": { {{string.Join(',', added)}} } }""");
        }

        AssertSameAs(whole, padding);
    }

    [Theory]
    [InlineData("whole-bert", "BertTokenizer", "")]
    [InlineData("whole-bert-cased", "MobileBertTokenizer", ", \"do_lower_case\": false")]
    [InlineData("whole-electra", "ElectraTokenizerFast", ", \"strip_accents\": false, \"tokenize_chinese_chars\": false")]
    [InlineData("whole-mpnet", "MPNetTokenizer", ", \"do_lower_case\": true")]
    public void A_vocabulary_gives_the_ids_of_tokenizer_json(string whole, string name, string options)
    {
        JsonObject vocabulary = Whole(whole)["model"]!["vocab"]!.AsObject();
        Write("vocab.txt", string.Join('\n', vocabulary.OrderBy(item => item.Value!.GetValue<int>()).Select(item => item.Key)) + "\n");
        Write("tokenizer_config.json", $$"""{ "tokenizer_class": "{{name}}"{{options}} }""");
        AssertSameAs(whole, name == "MPNetTokenizer" ? "<pad>" : "[PAD]");
    }

    [Fact]
    public void Config_json_names_the_model_where_nothing_else_does()
    {
        File.Copy(Path.Combine(Root, "xlm-roberta", "spiece.model"), _folder["sentencepiece.bpe.model"]);
        Write("config.json", """{ "model_type": "xlm-roberta" }""");
        Assert.Equal(Tokenizer.Load(Path.Combine(Root, "xlm-roberta")).Encode("So happy").Ids.AsSpan(), Tokenizer.Load(_folder.Path).Encode("So happy").Ids.AsSpan());
    }

    [Fact]
    public void Tokens_added_in_the_older_way_count_too()
    {
        CopyVocabulary();
        Write("tokenizer_config.json", """{ "tokenizer_class": "BertTokenizer", "do_lower_case": true }""");
        int size = Tokenizer.Load(_folder.Path).VocabularySize;
        Write("added_tokens.json", $$"""{ "<second>": {{size + 1}}, "<first>": {{size}} }""");
        Write("special_tokens_map.json", """{ "additional_special_tokens": ["<first>"] }""");
        Tokenizer tokenizer = Tokenizer.Load(_folder.Path);
        Assert.Equal([size + 1, size], tokenizer.Encode("<SECOND><first>", new EncodeOptions { AddSpecialTokens = false }).Ids.AsSpan());
    }

    [Theory]
    [InlineData("""{ "pad_token": "you" }""", null, "you")]
    [InlineData("""{ "pad_token": { "content": "you", "lstrip": false } }""", null, "you")]
    [InlineData(null, """{ "pad_token": "you" }""", "you")]
    [InlineData(null, null, "[PAD]")]
    public void The_files_beside_tokenizer_json_name_the_padding_token_and_change_no_id(string? config, string? map, string expected)
    {
        File.Copy(GoldenTokenizers.PathOf("uncased", "tokenizer.json"), _folder["tokenizer.json"]);
        if (config is not null)
        {
            Write("tokenizer_config.json", config);
        }

        if (map is not null)
        {
            Write("special_tokens_map.json", map);
        }

        Tokenizer tokenizer = Tokenizer.Load(_folder.Path);
        Assert.Equal(tokenizer.TokenToId(expected), tokenizer.PaddingId);
        Assert.Equal(GoldenTokenizers.Load("uncased").Encode("Are you there?").Ids.AsSpan(), tokenizer.Encode("Are you there?").Ids.AsSpan());
    }

    [Fact]
    public void A_padding_token_in_angle_brackets_is_found_without_a_config()
    {
        Assert.Equal(1, GoldenTokenizers.Load("components/whole-roberta").PaddingId);
        Assert.Equal(0, GoldenTokenizers.Load("components/whole-gpt2").PaddingId);
    }

    [Fact]
    public void A_folder_with_files_of_two_tokenizers_says_which()
    {
        CopyVocabulary();
        Write("vocab.json", "{}");
        Write("merges.txt", "");
        AssertError("vocab.txt and vocab.json with merges.txt", "tokenizer_class");
    }

    [Fact]
    public void A_folder_with_two_models_says_which()
    {
        File.Copy(Path.Combine(Root, "albert", "spiece.model"), _folder["spiece.model"]);
        File.Copy(Path.Combine(Root, "albert", "spiece.model"), _folder["other.model"]);
        AssertError("other.model, spiece.model");
    }

    [Theory]
    [InlineData("BertweetTokenizer", "'BertweetTokenizer' is not known")]
    [InlineData("PreTrainedTokenizerFast", "'PreTrainedTokenizer' is not known")]
    [InlineData("RobertaTokenizer", "a RobertaTokenizer needs vocab.json with merges.txt; the folder has vocab.txt")]
    [InlineData("XLMRobertaTokenizerFast", "a XLMRobertaTokenizer needs a SentencePiece *.model")]
    public void A_class_that_does_not_fit_is_named(string name, string message)
    {
        CopyVocabulary();
        Write("tokenizer_config.json", $$"""{ "tokenizer_class": "{{name}}" }""");
        AssertError(message);
    }

    [Fact]
    public void BERTweets_files_are_named()
    {
        Write("vocab.txt", "the 12\na 10\n");
        Write("bpe.codes", "t h 5\n");
        AssertError("BERTweet", "tokenizer.json");
    }

    [Fact]
    public void A_class_whose_frame_the_model_lacks_is_an_error()
    {
        File.Copy(Path.Combine(Root, "t5", "spiece.model"), _folder["spiece.model"]);
        Write("tokenizer_config.json", """{ "tokenizer_class": "AlbertTokenizer" }""");
        AssertError("[CLS]", "AlbertTokenizer");
    }

    [Theory]
    [InlineData("tokenizer_config.json", "[]", "an object")]
    [InlineData("tokenizer_config.json", "{", "not valid JSON")]
    [InlineData("tokenizer_config.json", """{ "tokenizer_class": 3 }""", "tokenizer_class")]
    [InlineData("tokenizer_config.json", """{ "added_tokens_decoder": { "x": { "content": "y" } } }""", "'x' is no id")]
    [InlineData("tokenizer_config.json", """{ "added_tokens_decoder": { "1": {} } }""", "content")]
    [InlineData("added_tokens.json", """{ "x": "y" }""", "x")]
    [InlineData("special_tokens_map.json", """{ "unk_token": 7 }""", "unk_token")]
    public void A_broken_file_beside_the_vocabulary_is_named(string file, string content, string what)
    {
        CopyVocabulary();
        Write(file, content);
        TokenizerException error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder.Path));
        Assert.Equal(_folder[file], error.Path);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b\nb\n", "line 2")]
    [InlineData("a c\n", "line 1")]
    public void A_broken_merge_is_named_by_its_line(string merges, string place)
    {
        Write("vocab.json", """{ "a": 0, "b": 1, "ab": 2, "c": 3, "<s>": 4, "</s>": 5 }""");
        Write("merges.txt", merges);
        TokenizerException error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder.Path));
        Assert.Equal(_folder["merges.txt"], error.Path);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Having(string file) =>
        Directory.EnumerateFiles(Root, file, SearchOption.AllDirectories).Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal);

    private static JsonNode Whole(string name) => JsonNode.Parse(File.ReadAllText(GoldenTokenizers.PathOf("components", name, "tokenizer.json")))!;

    private void AssertSameAs(string whole, string? padding)
    {
        Tokenizer expected = GoldenTokenizers.Load($"components/{whole}");
        Tokenizer actual = Tokenizer.Load(_folder.Path);
        foreach (string text in GoldenTokenizers.Texts)
        {
            Assert.Equal(expected.Encode(text).Ids.AsSpan(), actual.Encode(text).Ids.AsSpan());
            Assert.Equal(expected.Encode(text).Offsets.AsSpan(), actual.Encode(text).Offsets.AsSpan());
            Assert.Equal(expected.Encode(text, "so be it").Ids.AsSpan(), actual.Encode(text, "so be it").Ids.AsSpan());
        }

        Assert.Equal(padding is null ? 0 : expected.TokenToId(padding), actual.PaddingId);
    }

    private void CopyVocabulary() => File.Copy(GoldenTokenizers.PathOf("vocabulary", "vocab.txt"), _folder["vocab.txt"]);

    private void Write(string name, string content) => File.WriteAllText(_folder[name], content);

    private void AssertError(params string[] parts)
    {
        string message = Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder.Path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
