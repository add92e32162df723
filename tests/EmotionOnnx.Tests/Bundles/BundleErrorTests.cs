using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Bundles;

/// <summary>Every way in which a model folder can be wrong ends in an error that names the file and what was expected.</summary>
public sealed class BundleErrorTests : IDisposable
{
    private readonly SumBundle _bundle = new();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void A_good_bundle_loads()
    {
        _bundle.WriteManifest();
        _bundle.Load().Dispose();
        Assert.Empty(ModelBundle.Open(_bundle.Path).Verify());
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.onnx")]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(_bundle[name]);
        AssertFails(name, "missing");
    }

    [Fact]
    public void A_missing_folder_and_a_file_in_its_place_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<BundleException>(() => ModelBundle.Open(_bundle["nowhere"])).Message, StringComparison.Ordinal);
        Assert.Contains("this is a file", Assert.Throws<BundleException>(() => ModelBundle.Open(_bundle["vocab.txt"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_graph_without_a_manifest_is_named()
    {
        File.WriteAllBytes(_bundle["model.onnx"], File.ReadAllBytes(_bundle["model.onnx"])[..200]);
        AssertFails("model.onnx", "can't load this graph");
    }

    [Fact]
    public void An_altered_file_is_named_with_both_hashes()
    {
        _bundle.WriteManifest();
        byte[] bytes = File.ReadAllBytes(_bundle["model.onnx"]);
        bytes[^20] ^= 1;
        File.WriteAllBytes(_bundle["model.onnx"], bytes);
        AssertFails("model.onnx", "sha256", "altered");
    }

    [Fact]
    public void A_truncated_file_is_named_with_both_sizes()
    {
        _bundle.WriteManifest();
        File.WriteAllText(_bundle["vocab.txt"], "[PAD]\n");
        AssertFails("vocab.txt", "6 bytes", "57");
    }

    [Fact]
    public void A_listed_file_that_is_missing_is_named_and_all_problems_are_listed()
    {
        _bundle.WriteManifest(manifest => manifest["files"]!["README.md"] = new JsonObject { ["size"] = 1, ["sha256"] = new string('0', 64) });
        File.AppendAllText(_bundle["vocab.txt"], "more\n");
        IReadOnlyList<BundleException> problems = ModelBundle.Open(_bundle.Path).Verify();

        Assert.Equal([_bundle["vocab.txt"], _bundle["README.md"]], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Files_are_verified_also_where_the_folder_can_not_be_opened()
    {
        _bundle.WriteManifest();
        File.AppendAllText(_bundle["config.json"], "{");
        File.Delete(_bundle["model.onnx"]);

        Assert.Equal(3, ModelBundle.ListFiles(_bundle.Path).Count);
        Assert.Equal([_bundle["model.onnx"], _bundle["config.json"]], ModelBundle.VerifyFiles(_bundle.Path).Select(problem => problem.Path));
    }

    [Fact]
    public void Hashes_are_not_compared_where_the_options_say_so()
    {
        _bundle.WriteManifest();
        File.AppendAllText(_bundle["config.json"], "\n");
        AssertFails("config.json", "altered");
        _bundle.Load(new EmotionClassifierOptions { VerifyHashes = false }).Dispose();
    }

    [Theory]
    [InlineData("position_ids.onnx", "'position_ids'")]
    [InlineData("int32_inputs.onnx", "int32 [batch, sequence]")]
    [InlineData("fixed_shape.onnx", "[1, 16]")]
    [InlineData("two_outputs.onnx", "expected 'logits'")]
    [InlineData("four_labels.onnx", "4 logits")]
    [InlineData("open_label_count.onnx", "4 logits")]
    public void A_graph_that_does_not_fit_is_described(string graph, string expected)
    {
        using var bundle = new SumBundle(graph);
        var error = Assert.Throws<BundleException>(() => bundle.Load());
        Assert.Equal(bundle["model.onnx"], error.Path);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id2label": {"0": "a", "2": "b"}}""", "without a gap")]
    [InlineData("""{"id2label": {"0": "a", "1": "a"}}""", "'a' twice")]
    [InlineData("""{"id2label": {"zero": "a"}}""", "'zero'")]
    [InlineData("""{"id2label": {"0": 1}}""", "id2label.0")]
    [InlineData("""{"id2label": {"0": "a\ud800"}}""", "surrogate")]
    [InlineData("""{"\udc00": 1}""", "surrogate")]
    [InlineData("""{"id2label": ["a"]}""", "an object")]
    [InlineData("""{"problem_type": "other"}""", "'other'")]
    [InlineData("""{"max_position_embeddings": "many"}""", "an integer")]
    [InlineData("""[]""", "expected a JSON object")]
    [InlineData("{\n  \"id2label\": {\n", "line 3")]
    [InlineData("", "line 1")]
    public void A_malformed_config_is_named_with_its_key(string json, string expected)
    {
        File.WriteAllText(_bundle["config.json"], json);
        AssertFails("config.json", expected);
    }

    [Theory]
    [InlineData("""{}""", "schema_version")]
    [InlineData("""{"schema_version": 2}""", "newer")]
    [InlineData("""{"schema_version": 1, "treshold": 1}""", "'treshold'")]
    [InlineData("""{"schema_version": 1, "temperature": 0}""", "over 0")]
    [InlineData("""{"schema_version": 1, "temperature": 1e-60}""", "over 0")]
    [InlineData("""{"schema_version": 1, "max_tokens": 2000000000}""", "131072")]
    [InlineData("""{"schema_version": 1, "temperature": "hot"}""", "a finite number")]
    [InlineData("""{"schema_version": 1, "thresholds": {"joy": 0.5, "sadness": 0.5}}""", "'anger'")]
    [InlineData("""{"schema_version": 1, "thresholds": {"joy": 0.5, "sadness": 0.5, "anger": 0.5, "fear": 1}}""", "'fear'")]
    [InlineData("""{"schema_version": 1, "groups": {"mood": {"joy": "up", "sadness": "down", "anger": ""}}}""", "groups.mood.anger")]
    [InlineData("""{"schema_version": 1, "groups": {"mood": {"joy": "up"}}}""", "'sadness'")]
    [InlineData("""{"schema_version": 1, "max_tokens": 17}""", "16 positions")]
    [InlineData("""{"schema_version": 1, "max_tokens": 0}""", "at least 1")]
    [InlineData("""{"schema_version": 1, "text_normalization": ["emoji"]}""", "emoji")]
    [InlineData("""{"schema_version": 1, "files": {"../secret": {"size": 1, "sha256": ""}}}""", "inside the folder")]
    [InlineData("""{"schema_version": 1, "files": {"model.onnx": {"size": 1, "sha256": "abc"}}}""", "64 hexadecimal")]
    [InlineData("""{"schema_version": 1, "metrics": [{"data": "d", "split": "s", "name": "n"}]}""", "metrics[0].value")]
    public void A_malformed_manifest_is_named_with_its_key(string json, string expected)
    {
        File.WriteAllText(_bundle["emotion.json"], json);
        AssertFails("emotion.json", expected);
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_model_embeds_is_refused()
    {
        File.AppendAllText(_bundle["vocab.txt"], "more\n");
        var error = Assert.Throws<BundleException>(() => _bundle.Load());
        Assert.Contains("13 tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("embeds 12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_says_so()
    {
        File.Delete(_bundle["vocab.txt"]);
        var error = Assert.Throws<TokenizerException>(() => _bundle.Load());
        Assert.Contains(_bundle.Path, error.Message, StringComparison.Ordinal);
    }

    private void AssertFails(string name, params string[] expected)
    {
        var error = Assert.Throws<BundleException>(() => _bundle.Load());
        Assert.Equal(_bundle[name], error.Path);
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
