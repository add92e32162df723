using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>The way of a text, on a graph whose logits are known by hand.</summary>
public sealed class EmotionClassifierTests : IDisposable
{
    private readonly SumBundle _bundle = new();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void A_text_gets_the_sigmoid_of_the_summed_rows()
    {
        using EmotionClassifier classifier = _bundle.Load();
        EmotionResult result = classifier.Classify("very happy!");

        Assert.Equal(Sigmoid(2.75), result["joy"], 1e-6f);
        Assert.Equal(Sigmoid(-0.5), result["sadness"], 1e-6f);
        Assert.Equal(Sigmoid(0.75), result["anger"], 1e-6f);
        Assert.Equal("joy", result.Top.Label);
        Assert.Equal(["joy", "anger"], result.Labels.Select(label => label.Label));
        Assert.False(result.IsTruncated);
    }

    [Fact]
    public void Texts_of_mixed_lengths_come_back_in_the_callers_order()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(i => string.Join(' ', Enumerable.Repeat(i % 3 == 0 ? "happy" : "sad", i * 7 % 13)))];
        using EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { BatchTokens = 64, Threads = 4 });
        IReadOnlyList<EmotionResult> results = classifier.Classify(texts);

        for (int i = 0; i < texts.Length; i++)
        {
            // The table's row for [PAD] is 9: any padding that was not masked would show.
            double joy = (i % 3 == 0 ? 2 : -1) * (i * 7 % 13);
            Assert.Equal(Sigmoid(joy), results[i]["joy"], 1e-6f);
        }
    }

    [Fact]
    public void Score_fills_the_rows_and_leaves_the_rest_alone()
    {
        using EmotionClassifier classifier = _bundle.Load();
        float[] scores = [-1, -1, -1, -1, -1, -1, -1];
        classifier.Score(["happy", ""], scores);

        Assert.Equal(Sigmoid(2), scores[0], 1e-6f);
        Assert.Equal([0.5f, 0.5f, 0.5f, -1], scores[3..]);
    }

    [Fact]
    public void No_texts_are_no_work()
    {
        using EmotionClassifier classifier = _bundle.Load();
        classifier.Score([], []);
        Assert.Empty(classifier.Classify(Array.Empty<string>()));
    }

    [Fact]
    public void A_null_among_the_texts_is_named()
    {
        using EmotionClassifier classifier = _bundle.Load();
        var error = Assert.Throws<ArgumentException>(() => classifier.Classify(["a", "b", null!, "d"]));

        Assert.Contains("Text 2 of 4 is null", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => classifier.Classify((string)null!));
        Assert.Throws<ArgumentNullException>(() => classifier.Classify((IReadOnlyList<string>)null!));
    }

    [Fact]
    public void Room_for_too_few_scores_is_an_error_before_anything_runs()
    {
        using EmotionClassifier classifier = _bundle.Load();
        var error = Assert.Throws<ArgumentException>(() => classifier.Score(["a", "b"], new float[5]));
        Assert.Contains("6 scores, not 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_and_says_so()
    {
        using EmotionClassifier classifier = _bundle.Load();
        string text = string.Join(' ', Enumerable.Repeat("happy", 14)) + " angry";
        EmotionResult result = classifier.Classify(text);

        Assert.True(result.IsTruncated);
        Assert.Equal(0.5f, result["anger"]);
        Assert.False(classifier.Classify(string.Join(' ', Enumerable.Repeat("happy", 14))).IsTruncated);
    }

    [Fact]
    public void A_long_text_is_refused_on_demand()
    {
        using EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { LongText = LongText.Refuse });
        string text = string.Join(' ', Enumerable.Repeat("happy", 15));

        Assert.Equal(1, Assert.Throws<TextTooLongException>(() => classifier.Classify(["short", text])).TextIndex);
    }

    [Theory]
    [InlineData(WindowPooling.Max)]
    [InlineData(WindowPooling.Mean)]
    public void A_long_text_is_read_in_windows(WindowPooling pooling)
    {
        // Six tokens, four of them the text's; two shared: windows [h h h h] [h h s s] [s s a a].
        using EmotionClassifier classifier = _bundle.Load(
            new EmotionClassifierOptions { LongText = LongText.Windows(stride: 2, pooling), MaxTokens = 6 });
        EmotionResult result = classifier.Classify("happy happy happy happy sad sad angry angry");

        double[] joy = [8, 2, -4];
        double[] anger = [0, 0, 4];
        Func<IEnumerable<double>, double> pool = pooling == WindowPooling.Max ? Enumerable.Max : Enumerable.Average;
        Assert.Equal((float)pool(joy.Select(logit => 1 / (1 + Math.Exp(-logit)))), result["joy"], 1e-6f);
        Assert.Equal((float)pool(anger.Select(logit => 1 / (1 + Math.Exp(-logit)))), result["anger"], 1e-6f);
        Assert.False(result.IsTruncated);
    }

    [Fact]
    public void Softmax_is_used_where_the_config_says_one_label()
    {
        using var bundle = new SumBundle(problemType: "single_label_classification");
        using EmotionClassifier classifier = bundle.Load();
        EmotionResult result = classifier.Classify("happy");

        double sum = Math.Exp(2) + Math.Exp(-1) + 1;
        Assert.Equal((float)(Math.Exp(2) / sum), result["joy"], 1e-6f);
        Assert.Equal("joy", Assert.Single(result.Labels).Label);
    }

    [Fact]
    public void A_regression_gives_its_raw_value()
    {
        using var bundle = new SumBundle("one_label.onnx", "regression", ["valence"]);
        using EmotionClassifier classifier = bundle.Load(new EmotionClassifierOptions { Temperature = 3 });
        Assert.Equal(2.5f, classifier.Classify("very happy")["valence"]);
    }

    [Fact]
    public void Options_take_the_place_of_the_models_own_temperature_threshold_and_activation()
    {
        _bundle.WriteManifest(manifest => manifest["temperature"] = 2);
        using (EmotionClassifier classifier = _bundle.Load())
        {
            Assert.Equal(Sigmoid(1), classifier.Classify("happy")["joy"], 1e-6f);
        }

        using EmotionClassifier other = _bundle.Load(new EmotionClassifierOptions { Temperature = 4, Threshold = 0.2f });
        EmotionResult result = other.Classify("happy");
        Assert.Equal(Sigmoid(0.5), result["joy"], 1e-6f);
        Assert.Equal(3, result.Labels.Count);

        using EmotionClassifier softmax = _bundle.Load(new EmotionClassifierOptions { Activation = Activation.Softmax });
        Assert.Equal(1f, softmax.Classify("happy").Scores.ToArray().Sum(), 1e-6f);
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_their_name()
    {
        void Refused(string word, EmotionClassifierOptions options)
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => _bundle.Load(options).Dispose());
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        }

        Refused("Threads", new EmotionClassifierOptions { Threads = 0 });
        Refused("BatchTokens", new EmotionClassifierOptions { BatchTokens = -1 });
        Refused("MaxTokens is 17", new EmotionClassifierOptions { MaxTokens = 17 });
        Refused("none is left", new EmotionClassifierOptions { MaxTokens = 2 });
        Refused("Temperature", new EmotionClassifierOptions { Temperature = 0 });
        Refused("Threshold", new EmotionClassifierOptions { Threshold = float.NaN });
        Refused("Activation", new EmotionClassifierOptions { Activation = (Activation)99 });
        Assert.Throws<ArgumentOutOfRangeException>(() => LongText.Windows(pooling: (WindowPooling)99));
        Refused("stride", new EmotionClassifierOptions { LongText = LongText.Windows(14) });
    }

    [Fact]
    public void Another_tokenizer_can_be_plugged_in()
    {
        using EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { Tokenizer = new WordTokenizer() });
        // This one knows no punctuation: "happy!" is a word it has not seen.
        Assert.Equal(0.5f, classifier.Classify("happy!")["joy"]);
        Assert.Equal(Sigmoid(2.25), classifier.Classify("happy !")["joy"], 1e-6f);
    }

    [Fact]
    public void A_graph_without_token_types_runs()
    {
        using var bundle = new SumBundle("no_token_types.onnx");
        using EmotionClassifier classifier = bundle.Load();
        Assert.Equal(Sigmoid(2), classifier.Classify("happy")["joy"], 1e-6f);
    }

    [Fact]
    public void A_model_that_gives_no_number_is_an_error()
    {
        using var bundle = new SumBundle("not_a_number.onnx");
        using EmotionClassifier classifier = bundle.Load();
        Assert.Throws<EmotionOnnxException>(() => classifier.Classify("sad"));
    }

    [Fact]
    public void A_hundred_thousand_empty_texts_are_scored()
    {
        using EmotionClassifier classifier = _bundle.Load();
        float[] scores = new float[300_000];
        classifier.Score([.. Enumerable.Repeat(string.Empty, 100_000)], scores);
        Assert.All(scores, score => Assert.Equal(0.5f, score));
    }

    [Fact]
    public void A_cancelled_call_ends_and_the_classifier_lives_on()
    {
        using EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { Threads = 2, BatchTokens = 16 });
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => classifier.Classify(["happy", "sad"], cancelled.Token));
        Assert.Equal(Sigmoid(2), classifier.Classify("happy")["joy"], 1e-6f);
    }

    [Fact]
    public void After_disposal_calls_say_so()
    {
        EmotionClassifier classifier = _bundle.Load();
        classifier.Classify("happy");
        classifier.Dispose();
        classifier.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.Classify("happy"));
    }

    [Fact]
    public async Task Disposal_waits_for_running_calls()
    {
        string[] texts = [.. Enumerable.Repeat("happy sad angry", 2000)];
        for (int round = 0; round < 10; round++)
        {
            EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { Threads = 2, BatchTokens = 64 });
            Task[] calls = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                try
                {
                    Assert.Equal(2000, classifier.Classify(texts).Count);
                }
                catch (ObjectDisposedException)
                {
                    // The call came, or went on, too late.
                }
            }))];
            await Task.Delay(round);
            classifier.Dispose();
            await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public async Task Disposing_twice_at_once_frees_nothing_under_a_running_call()
    {
        string[] texts = [.. Enumerable.Repeat("happy sad angry", 500)];
        for (int round = 0; round < 20; round++)
        {
            EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { Threads = 2, BatchTokens = 64 });
            void CallUntilDisposed()
            {
                while (true)
                {
                    classifier.Classify(texts);
                }
            }

            Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => { Assert.Throws<ObjectDisposedException>(CallUntilDisposed); }))];
            await Task.Delay(2);
            await Task.WhenAll([.. calls, Task.Run(classifier.Dispose), Task.Run(classifier.Dispose)]).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public void A_run_that_fails_is_our_error_and_the_classifier_lives_on()
    {
        // A word more than the graph's table has rows, and a config that does not say how many it has.
        File.AppendAllText(_bundle["vocab.txt"], "surplus\n");
        _bundle.EditConfig(config => config.Remove("vocab_size"));
        using EmotionClassifier classifier = _bundle.Load();

        var error = Assert.Throws<EmotionOnnxException>(() => classifier.Classify("surplus"));
        Assert.Contains("vocab_size", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sigmoid(2), classifier.Classify("happy")["joy"], 1e-6f);
    }

    [Theory]
    [InlineData(true, "negative id")]
    [InlineData(false, "took away")]
    public void A_tokenizer_that_misbehaves_is_named(bool negative, string expected)
    {
        using EmotionClassifier classifier = _bundle.Load(new EmotionClassifierOptions { Tokenizer = new Misbehaving(negative) });
        var error = Assert.Throws<EmotionOnnxException>(() => classifier.Classify(["happy", "sad"]));

        Assert.Contains(nameof(Misbehaving), error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed class Misbehaving(bool negative) : ITokenizer
    {
        public int PaddingId => 0;

        public ReadOnlySpan<int> Prefix => [];

        public ReadOnlySpan<int> Suffix => [];

        public void Encode(ReadOnlySpan<char> text, TokenBuffer ids, int limit = int.MaxValue)
        {
            if (text is "sad" && !negative)
            {
                ids.Clear();
            }
            else
            {
                ids.Add(negative ? -7 : 4);
            }
        }
    }

    private static float Sigmoid(double logit) => (float)(1 / (1 + Math.Exp(-logit)));
}
