using EmotionOnnx.Soak;

namespace EmotionOnnx.Tests;

/// <summary>The model in the box, loaded once.</summary>
public sealed class EnglishModelFixture : IDisposable
{
    public EmotionClassifier Classifier { get; } = EmotionClassifier.LoadEnglish();

    public void Dispose() => Classifier.Dispose();
}

public sealed class EnglishModelTests(EnglishModelFixture fixture) : IClassFixture<EnglishModelFixture>
{
    private readonly EmotionClassifier _classifier = fixture.Classifier;

    [Theory]
    [InlineData("I can't believe you did all this for me, thank you!", "gratitude", "joy", "positive")]
    [InlineData("I am so angry that you lied to me again.", "anger", "anger", "negative")]
    [InlineData("I miss my grandmother so much, I have been crying all day.", "sadness", "sadness", "negative")]
    [InlineData("I don't get it, what does that even mean? I'm so confused.", "confusion", "surprise", "ambiguous")]
    [InlineData("I'm terrified of the dark.", "fear", "fear", "negative")]
    [InlineData("The shop opens at nine.", "neutral", "neutral", "neutral")]
    public void Plain_sentences_get_the_emotion_that_anybody_would_read_in_them(string text, string label, string ekman, string sentiment)
    {
        EmotionResult result = _classifier.Classify(text);

        Assert.Contains(label, result.Labels.Select(found => found.Label));
        Assert.Equal(ekman, result.Group("ekman")[0].Label);
        Assert.Equal(sentiment, result.Group("sentiment")[0].Label);
    }

    [Fact]
    public void A_sentence_of_two_emotions_gets_both()
    {
        EmotionResult result = _classifier.Classify("This is the worst service I have ever had, I am furious.");

        Assert.Equal(["anger", "disgust"], result.Labels.Select(found => found.Label).Order());
        Assert.Equal("negative", result.Group("sentiment")[0].Label);
    }

    [Fact]
    public void The_model_has_the_28_labels_of_GoEmotions_with_tuned_thresholds_and_two_groupings()
    {
        LabelSet labels = _classifier.Labels;
        Assert.Equal(28, labels.Count);
        Assert.Equal(Activation.Sigmoid, labels.Activation);
        Assert.True(labels.HasThresholds);
        Assert.Equal(["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"], labels.Groups["ekman"].Names.Order());
        Assert.Equal(["ambiguous", "negative", "neutral", "positive"], labels.Groups["sentiment"].Names.Order());
        Assert.NotEmpty(_classifier.Bundle.Metrics);
        Assert.Empty(_classifier.Bundle.Verify());
    }

    [Fact]
    public void A_text_gets_the_same_scores_alone_and_among_others()
    {
        var random = new Random(5);
        string[] texts = [.. Enumerable.Range(0, 200).Select(_ => Sentences.Make(random, 6))];
        IReadOnlyList<EmotionResult> together = _classifier.Classify(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            float[] alone = _classifier.Classify(texts[i]).Scores.ToArray();
            for (int label = 0; label < alone.Length; label++)
            {
                Assert.Equal(alone[label], together[i].Scores[label], 1e-6f);
            }
        }
    }

    public static TheoryData<string, string> Untrusted => new()
    {
        { "empty", string.Empty },
        { "white space", " \t\r\n\u00a0\u3000" },
        { "NUL", "a\0b\0" },
        { "a lone high surrogate", "so happy \ud83d" },
        { "lone surrogates in the wrong order", "\udc00\ud800" },
        { "right to left", "\u202eشكرا جزيلا لك\u202c על לא דבר" },
        { "every control character", string.Concat(Enumerable.Range(0, 32).Select(i => (char)i)) + "\u007f\u0085\ufffe\uffff" },
        { "combining marks", "e" + new string('\u0301', 5_000) },
        { "one word of a million letters", new string('a', 1_000_000) },
        { "ten megabytes on one line", string.Concat(Enumerable.Repeat("I love this so much! ", 500_000)) },
        { "ten million spaces", new string(' ', 10_000_000) },
        { "every emoji of a block", string.Concat(Enumerable.Range(0x1F600, 80).Select(char.ConvertFromUtf32)) },
    };

    [Theory]
    [MemberData(nameof(Untrusted))]
    public void Untrusted_text_gets_finite_probabilities(string what, string text)
    {
        EmotionResult result = _classifier.Classify(text);
        Assert.True(result.Scores.ToArray().All(score => score is >= 0 and <= 1), what);
        Assert.Equal(text.Length > 10_000 && !string.IsNullOrWhiteSpace(text) && text[1] != 'a' && text[1] != '\u0301', result.IsTruncated);
    }

    [Fact]
    public void Empty_text_and_white_space_mean_the_same()
    {
        Assert.Equal(_classifier.Classify(string.Empty).Scores.ToArray(), _classifier.Classify(" \n\t ").Scores.ToArray());
    }

    [Fact]
    public void Windows_find_at_the_end_what_truncation_does_not_read()
    {
        string text = string.Concat(Enumerable.Repeat("The shop opens at nine. ", 100)) + "Thank you so much, I am so grateful!";
        Assert.True(_classifier.Classify(text).IsTruncated);
        Assert.True(_classifier.Classify(text)["gratitude"] < 0.2f);

        using EmotionClassifier windows = EmotionClassifier.LoadEnglish(new EmotionClassifierOptions { LongText = LongText.Windows() });
        EmotionResult result = windows.Classify(text);
        Assert.False(result.IsTruncated);
        Assert.True(result["gratitude"] > 0.5f, $"gratitude {result["gratitude"]}");
    }

    [Fact]
    public void Mixed_calls_from_eight_threads_get_the_answers_of_calls_made_alone()
    {
        var mixed = new MixedCalls(_classifier, distinct: 300, seed: 7);
        Assert.Equal(0, mixed.Run(3_000, threads: 8, every: int.MaxValue, _ => { }));
    }

    [Fact]
    public void A_model_that_is_not_beside_the_app_is_an_error_that_says_where_it_was_looked_for()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var error = Assert.Throws<BundleException>(() => EnglishModel.Find(folder, null, folder));
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("EmotionOnnx.Models.English", error.Message, StringComparison.Ordinal);
    }
}
