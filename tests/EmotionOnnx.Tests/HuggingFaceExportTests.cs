using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>Plain exports of Hugging Face Optimum load as they are and give the scores that transformers gives.</summary>
public sealed class HuggingFaceExportTests
{
    [DataFact]
    public void Exports_with_a_BERT_tokenizer_give_transformers_scores()
    {
        int compared = 0;
        foreach (string name in new[] { "bert-multilabel", "bert-no-problem-type", "bert-regression", "distilbert" })
        {
            using EmotionClassifier classifier = EmotionClassifier.Load(DataFactAttribute.Path("hf-exports", name));
            foreach (JsonNode expected in File.ReadLines(DataFactAttribute.Path("hf-exports", name, "expected.jsonl")).Select(line => JsonNode.Parse(line)!))
            {
                // The classifier takes single texts.
                if (expected["pair"] is null)
                {
                    EmotionResult result = classifier.Classify((string)expected["text"]!);
                    foreach ((string label, JsonNode? score) in expected["scores"]!.AsObject())
                    {
                        Assert.Equal((float)score!, result[label], 1e-4f);
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 100, $"{compared} scores compared");
    }

    [DataFact]
    public void Exports_with_another_tokenizer_end_in_an_error_that_names_its_type()
    {
        foreach ((string name, string component) in new[] { ("roberta", "BPE"), ("xlm-roberta", "Unigram") })
        {
            var error = Assert.Throws<TokenizerException>(() => EmotionClassifier.Load(DataFactAttribute.Path("hf-exports", name)));
            Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
            Assert.Contains($"'{component}'", error.Message, StringComparison.Ordinal);
        }
    }
}
