using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>Plain exports of Hugging Face Optimum load as they are and give the scores that transformers gives.</summary>
public sealed class HuggingFaceExportTests
{
    // Each has texts in several scripts, an empty one, one that is too long for the model, and a pair.
    [DataTheory]
    [InlineData("bert-multilabel")]
    [InlineData("bert-no-problem-type")]
    [InlineData("bert-regression")]
    [InlineData("distilbert")]
    [InlineData("roberta")]
    [InlineData("xlm-roberta")]
    public void An_export_gives_transformers_scores_and_ids(string name)
    {
        string folder = DataFactAttribute.Path("hf-exports", name);
        using EmotionClassifier classifier = EmotionClassifier.Load(folder);
        Tokenizer tokenizer = Tokenizer.Load(folder);
        var options = new EncodeOptions { Truncation = Truncation.To(classifier.Bundle.MaxTokens), Padding = Padding.None };
        JsonNode[] lines = [.. File.ReadLines(Path.Combine(folder, "expected.jsonl")).Select(line => JsonNode.Parse(line)!)];
        foreach (JsonNode expected in lines)
        {
            string text = (string)expected["text"]!;
            string? pair = (string?)expected["pair"];
            EmotionResult result = pair is null ? classifier.Classify(text) : classifier.Classify(text, pair);
            foreach ((string label, JsonNode? score) in expected["scores"]!.AsObject())
            {
                Assert.Equal((float)score!, result[label], 1e-4f);
            }

            TokenEncoding encoding = pair is null ? tokenizer.Encode(text, options) : tokenizer.Encode(text, pair, options);
            Assert.Equal(expected["ids"]!.AsArray().Select(id => (int)id!), encoding.Ids);
        }

        Assert.Contains(lines, line => line["pair"] is not null);
        Assert.Contains(lines, line => ((string)line["text"]!).Length > 500);

        // All at once: other neighbours, the same scores.
        JsonNode[] singles = [.. lines.Where(line => line["pair"] is null)];
        IReadOnlyList<EmotionResult> together = classifier.Classify([.. singles.Select(line => (string)line["text"]!)]);
        Assert.All(singles.Zip(together), item =>
            Assert.All(item.First["scores"]!.AsObject(), score => Assert.Equal((float)score.Value!, item.Second[score.Key], 1e-4f)));
    }
}
