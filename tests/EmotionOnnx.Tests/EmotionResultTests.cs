namespace EmotionOnnx.Tests;

public sealed class EmotionResultTests
{
    private static readonly string[] Names = ["joy", "love", "anger", "neutral"];
    private static readonly LabelGroups Sentiment = new("sentiment", ["positive", "positive", "negative", "neutral"]);

    [Fact]
    public void Labels_are_those_at_or_over_their_thresholds_best_first()
    {
        var labels = new LabelSet(Names, Activation.Sigmoid, [0.9f, 0.2f, 0.3f, 0.4f]);
        var result = new EmotionResult(labels, [0.8f, 0.2f, 0.6f, 0.39f]);

        Assert.Equal([new LabelScore("anger", 0.6f, true), new LabelScore("love", 0.2f, true)], result.Labels);
        Assert.Equal(new LabelScore("joy", 0.8f, false), result.Top);
        Assert.Equal(["joy", "anger", "neutral", "love"], result.Ranked.Select(label => label.Label));
        Assert.Equal("anger 0.60, love 0.20", result.ToString());
    }

    [Fact]
    public void Nothing_over_its_threshold_is_no_label()
    {
        var result = new EmotionResult(new LabelSet(Names, Activation.Sigmoid), [0.1f, 0.4f, 0.1f, 0.1f]);
        Assert.Empty(result.Labels);
        Assert.Equal("love", result.Top.Label);
        Assert.Equal("(none)", result.ToString());
    }

    [Fact]
    public void Of_a_single_label_model_the_best_label_is_present()
    {
        var result = new EmotionResult(new LabelSet(Names, Activation.Softmax), [0.3f, 0.3f, 0.2f, 0.2f]);
        Assert.Equal("joy", Assert.Single(result.Labels).Label);

        var unsure = new EmotionResult(new LabelSet(Names, Activation.Softmax, [0.5f, 0.5f, 0.5f, 0.5f]), [0.3f, 0.3f, 0.2f, 0.2f]);
        Assert.Empty(unsure.Labels);
    }

    [Theory]
    [InlineData(Activation.Sigmoid, 0.6f)]
    [InlineData(Activation.Softmax, 0.7f)]
    public void A_group_takes_the_best_of_its_labels_or_their_sum(Activation activation, float expected)
    {
        var labels = new LabelSet(Names, activation, null, [Sentiment]);
        IReadOnlyList<LabelScore> groups = new EmotionResult(labels, [0.1f, 0.6f, 0.2f, 0.1f]).Group("sentiment");

        Assert.Equal(["positive", "negative", "neutral"], groups.Select(group => group.Label));
        Assert.Equal(expected, groups[0].Score, 1e-6f);
        Assert.Equal([true, false, false], groups.Select(group => group.IsPresent));
    }

    [Fact]
    public void A_group_of_raw_outputs_takes_the_highest_also_where_all_are_negative()
    {
        var labels = new LabelSet(Names, Activation.None, null, [Sentiment]);
        Assert.Equal(-2f, new EmotionResult(labels, [-3f, -2f, -5f, -6f]).Group("sentiment")[0].Score);
    }

    [Fact]
    public void A_sum_of_probabilities_is_never_over_one()
    {
        var labels = new LabelSet(Names, Activation.Softmax, null, [Sentiment]);
        Assert.Equal(1f, new EmotionResult(labels, [0.6f, 0.40000004f, 0, 0]).Group("sentiment")[0].Score);
    }

    [Fact]
    public void What_is_given_out_can_not_be_changed()
    {
        var labels = new LabelSet(Names, Activation.Sigmoid);
        Assert.Throws<NotSupportedException>(() => ((IList<string>)labels.Names)[0] = "other");
        Assert.Throws<NotSupportedException>(() => ((IList<LabelScore>)new EmotionResult(labels, new float[4]).Ranked)[0] = default);
    }

    [Fact]
    public void Unknown_names_are_errors_that_list_the_known_ones()
    {
        var result = new EmotionResult(new LabelSet(Names, Activation.Sigmoid, null, [Sentiment]), new float[4]);
        Assert.Contains("joy, love", Assert.Throws<KeyNotFoundException>(() => result["Joy"]).Message, StringComparison.Ordinal);
        Assert.Contains("sentiment", Assert.Throws<KeyNotFoundException>(() => result.Group("ekman")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_set_refuses_what_does_not_fit()
    {
        Assert.Throws<ArgumentException>(() => new LabelSet([], Activation.Sigmoid));
        Assert.Throws<ArgumentException>(() => new LabelSet(["a", "a"], Activation.Sigmoid));
        Assert.Throws<ArgumentException>(() => new LabelSet(["a", "b"], Activation.Sigmoid, [0.5f]));
        Assert.Throws<ArgumentException>(() => new LabelSet(["a"], Activation.Sigmoid, [float.NaN]));
        Assert.Throws<ArgumentException>(() => new LabelSet(["a"], Activation.Sigmoid, null, [Sentiment]));
        Assert.Throws<ArgumentException>(() => new EmotionResult(new LabelSet(["a"], Activation.Sigmoid), [0.5f, 0.5f]));
    }
}
