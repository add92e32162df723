using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>Pairs of texts with their type ids, and bundles that pad or cut on the left.</summary>
public sealed class PairAndSideTests
{
    private const string OnTheLeft = """{ "do_lower_case": true, "padding_side": "left", "truncation_side": "left" }""";

    [Fact]
    public void The_second_text_and_what_follows_it_are_of_type_1_and_single_texts_afterwards_are_not()
    {
        using var bundle = new SumBundle("type_count.onnx", "regression", maxPositions: 64);
        using EmotionClassifier classifier = bundle.Load();

        // Pairs of unequal length in one batch, single texts that are longer, pairs again.
        IReadOnlyList<EmotionResult> pairs = classifier.ClassifyPairs(
            [new TextPair("happy", "sad sad sad"), new TextPair("very very happy", ""), new TextPair("", "sad")]);
        Assert.Equal([4f, 1, 2], pairs.Select(pair => pair["joy"]));
        Assert.All(classifier.Classify([string.Join(' ', Enumerable.Repeat("sad", 50)), "sad"]), result => Assert.Equal(0, result["joy"]));
        Assert.Equal(3, classifier.Classify("happy happy", "sad sad")["joy"]);
    }

    [Fact]
    public void Scores_of_pairs_are_those_of_each_alone()
    {
        using var bundle = new SumBundle(problemType: "regression", maxPositions: 64);
        using EmotionClassifier classifier = bundle.Load();
        TextPair[] pairs = [new("happy", "sad sad"), new("very", "angry !"), new("", "")];
        float[] scores = new float[9];
        classifier.ScorePairs(pairs, scores);

        Assert.Equal([0f, 3, 0, -0.25f, 0.5f, 2.75f, 0, 0, 0], scores);
        Assert.All(pairs.Select((pair, i) => (pair, i)), item => Assert.Equal(
            scores.AsSpan(item.i * 3, 3).ToArray(),
            classifier.Classify(item.pair.Text, item.pair.Pair).Scores.ToArray()));
    }

    [Fact]
    public void A_null_text_of_a_pair_is_named_and_a_tokenizer_without_a_frame_for_pairs_too()
    {
        using var bundle = new SumBundle();
        using EmotionClassifier classifier = bundle.Load();
        var error = Assert.Throws<ArgumentException>(() => classifier.ClassifyPairs([new("a", "b"), new("a", null!)]));
        Assert.Contains("pair 1 of 2", error.Message, StringComparison.Ordinal);

        using EmotionClassifier plugged = bundle.Load(new EmotionClassifierOptions { Tokenizer = new WordTokenizer() });
        var unable = Assert.Throws<EmotionOnnxException>(() => plugged.Classify("a", "b"));
        Assert.Contains(nameof(WordTokenizer), unable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_that_pads_on_the_left_has_its_last_word_at_the_end_whatever_its_neighbours()
    {
        using var bundle = new SumBundle("last_word.onnx", "regression");
        File.WriteAllText(bundle["tokenizer_config.json"], OnTheLeft);
        using EmotionClassifier classifier = bundle.Load();
        string[] texts = ["happy", "very very very sad", "angry"];

        Assert.Equal([2f, -1, -1], classifier.Classify(texts).Select(result => result["joy"]));
    }

    [Fact]
    public void A_bundle_that_cuts_on_the_left_reads_the_end_of_a_text()
    {
        using var bundle = new SumBundle(problemType: "regression", maxPositions: 6);
        string text = "happy happy happy happy sad sad sad sad";
        using (EmotionClassifier classifier = bundle.Load())
        {
            Assert.Equal(8, classifier.Classify(text)["joy"]);
        }

        File.WriteAllText(bundle["tokenizer_config.json"], OnTheLeft);
        using (EmotionClassifier classifier = bundle.Load())
        {
            EmotionResult result = classifier.Classify(text);
            Assert.Equal(-4, result["joy"]);
            Assert.True(result.IsTruncated);
        }
    }

    [Fact]
    public void A_side_that_is_none_is_an_error_that_names_the_file()
    {
        using var bundle = new SumBundle();
        File.WriteAllText(bundle["tokenizer_config.json"], """{ "padding_side": "top" }""");
        var error = Assert.Throws<BundleException>(() => bundle.Load());
        Assert.Contains("tokenizer_config.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("'top'", error.Message, StringComparison.Ordinal);
    }
}
