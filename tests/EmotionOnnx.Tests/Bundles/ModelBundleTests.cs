using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Bundles;

public sealed class ModelBundleTests : IDisposable
{
    private readonly SumBundle _bundle = new();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void Without_a_manifest_the_defaults_hold()
    {
        ModelBundle bundle = ModelBundle.Open(_bundle.Path);

        Assert.False(bundle.HasManifest);
        Assert.Equal(["joy", "sadness", "anger"], bundle.Labels.Names);
        Assert.Equal([0.5f, 0.5f, 0.5f], bundle.Labels.Thresholds.ToArray());
        Assert.Equal(1, bundle.Temperature);
        Assert.Equal(16, bundle.MaxTokens);
        Assert.Empty(bundle.Files);
    }

    [Fact]
    public void A_manifest_is_read()
    {
        _bundle.WriteManifest(manifest =>
        {
            manifest["name"] = "sums";
            manifest["version"] = "1.2.3";
            manifest["language"] = "en";
            manifest["max_tokens"] = 12;
            manifest["temperature"] = 1.5;
            manifest["thresholds"] = new JsonObject { ["anger"] = 0.3, ["joy"] = 0.1, ["sadness"] = 0.2 };
            manifest["groups"] = new JsonObject { ["mood"] = new JsonObject { ["joy"] = "up", ["sadness"] = "down", ["anger"] = "down" } };
            manifest["metrics"] = new JsonArray(new JsonObject { ["data"] = "d", ["split"] = "test", ["name"] = "macro_f1", ["value"] = 0.5, ["command"] = "c" });
        });
        ModelBundle bundle = ModelBundle.Open(_bundle.Path + Path.DirectorySeparatorChar);

        Assert.Equal(("sums", "1.2.3", "en", 12, 1.5f), (bundle.Name, bundle.Version, bundle.Language, bundle.MaxTokens, bundle.Temperature));
        Assert.Equal([0.1f, 0.2f, 0.3f], bundle.Labels.Thresholds.ToArray());
        Assert.Equal(["up", "down"], bundle.Labels.Groups["mood"].Names);
        Assert.Equal(new BundleMetric("d", "test", "macro_f1", 0.5, null, "c"), Assert.Single(bundle.Metrics));
        Assert.Equal(3, bundle.Files.Count);
    }

    [Fact]
    public void Without_positions_a_tokenizers_claim_is_believed_up_to_a_bound()
    {
        _bundle.EditConfig(config => config.Remove("max_position_embeddings"));
        File.WriteAllText(_bundle["tokenizer_config.json"], """{"model_max_length": 2000000000}""");
        Assert.Equal(8192, ModelBundle.Open(_bundle.Path).MaxTokens);
    }

    [Theory]
    [InlineData("regression", 1, Activation.None)]
    [InlineData("regression", 3, Activation.None)]
    [InlineData("multi_label_classification", 3, Activation.Sigmoid)]
    [InlineData("single_label_classification", 3, Activation.Softmax)]
    [InlineData(null, 3, Activation.Softmax)]
    [InlineData(null, 1, Activation.Sigmoid)]
    public void The_activation_follows_Hugging_Faces_rule(string? problemType, int labels, Activation expected)
    {
        _bundle.EditConfig(config =>
        {
            config["problem_type"] = problemType;
            config["id2label"] = new JsonObject(Enumerable.Range(0, labels).Select(i => KeyValuePair.Create($"{i}", (JsonNode?)$"label {i}")));
        });
        Assert.Equal(expected, ModelBundle.Open(_bundle.Path).Labels.Activation);
    }

    [Fact]
    public void Labels_that_the_config_leaves_out_are_Hugging_Faces_default()
    {
        _bundle.EditConfig(config => config.Remove("id2label"));
        Assert.Equal(["LABEL_0", "LABEL_1"], ModelBundle.Open(_bundle.Path).Labels.Names);
    }

    // RoBERTa counts positions from pad_token_id + 1: of 514 positions 512 are for tokens.
    [Theory]
    [InlineData("bert", 0, 512, null, 512)]
    [InlineData("roberta", 1, 514, null, 512)]
    [InlineData("xlm-roberta", 1, 514, 128.0, 128)]
    [InlineData("bert", 0, 512, 1e30, 512)]
    [InlineData("bert", 0, 128, 512.0, 128)]
    public void The_most_tokens_respect_tokenizer_and_positions(string type, int pad, int positions, double? tokenizerMax, int expected)
    {
        _bundle.EditConfig(config =>
        {
            config["model_type"] = type;
            config["pad_token_id"] = pad;
            config["max_position_embeddings"] = positions;
        });
        if (tokenizerMax is not null)
        {
            File.WriteAllText(_bundle["tokenizer_config.json"], new JsonObject { ["model_max_length"] = tokenizerMax }.ToJsonString());
        }

        Assert.Equal(expected, ModelBundle.Open(_bundle.Path).MaxTokens);
    }
}
