using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly LabelSet Labels = new(
        ["joy", "love", "fear", "neutral"],
        Activation.Sigmoid,
        [0.5f, 0.4f, 0.3f, 0.6f],
        [new LabelGroups("ekman", ["joy", "joy", "fear", "neutral"]), new LabelGroups("sentiment", ["positive", "positive", "negative", "neutral"])]);

    private static LabelledDataset Data(params (string Scores, string Labels)[] rows) =>
        new("data.tsv", rows.Select((row, i) => new LabelledText(row.Scores, row.Labels.Split(',', StringSplitOptions.RemoveEmptyEntries), i + 2)));

    [Fact]
    public void Labels_are_compared_by_threshold_and_rolled_up()
    {
        LabelledDataset data = Data(("0.5 0.39 0 0", "joy"), ("0 0.4 0 0", "joy"), ("0 0 0.3 0.59", "fear,neutral"), ("0 0 0 0", ""));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(Labels), data);

        // joy found once of two, love once for nothing, fear once of one, neutral never of one; the first and the last text exactly.
        Assert.Equal([(1, 1, 2), (0, 1, 0), (1, 1, 1), (0, 0, 1)], report.Report.Labels.Select(label => (label.TruePositives, label.Predicted, label.Support)));
        Assert.Equal(0.5, report.Report.ExactMatch);
        Assert.Equal(((2.0 / 3) + 0 + 1 + 0) / 4, report.Report.Macro.F1, 12);

        // As Ekman's emotions the second is right too.
        Assert.Equal(0.75, report.RollUps["ekman"].ExactMatch);
        Assert.Equal([("joy", 1.0), ("fear", 1.0), ("neutral", 0.0)], report.RollUps["ekman"].Labels.Select(label => (label.Label, label.F1)));
        Assert.Equal(["positive", "negative", "neutral"], report.RollUps["sentiment"].Labels.Select(label => label.Label));
        Assert.NotNull(report.Report.ExpectedCalibrationError);
        Assert.Equal("data.tsv", report.Data);
    }

    [Fact]
    public void Data_labelled_with_groups_is_compared_with_groups()
    {
        LabelledDataset data = Data(("0.1 0.9 0 0", "positive"), ("0 0 0.9 0.9", "negative"), ("0 0 0 0.7", "love"));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { Grouping = "sentiment" });

        Assert.Equal([("positive", 1, 2), ("negative", 1, 1), ("neutral", 0, 0)], report.Report.Labels.Select(label => (label.Label, label.TruePositives, label.Support)));
        Assert.Equal(1 / 3.0, report.Report.ExactMatch, 12);
        Assert.Empty(report.RollUps);
        Assert.Null(report.Report.ExpectedCalibrationError);
    }

    [Fact]
    public void The_top_label_is_one_per_text_even_under_every_threshold()
    {
        LabelledDataset data = Data(("0.1 0.05 0 0", "joy"), ("0.9 0.95 0.99 0", "fear"));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { Decision = Decision.Top });
        Assert.Equal(1, report.Report.ExactMatch);
        Assert.Equal(2, report.Report.Labels.Sum(label => label.Predicted));
    }

    [Fact]
    public void Labels_that_the_data_lacks_can_be_left_out()
    {
        LabelledDataset data = Data(("0.9 0 0 0.95", "joy"), ("0 0 0.9 0", "fear"));
        EvaluationReport all = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { Decision = Decision.Top });
        EvaluationReport only = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { Decision = Decision.Top, OnlyLabelsInData = true });

        Assert.Equal(0.25, all.Report.Macro.F1);
        Assert.Equal(["joy", "fear"], only.Report.Labels.Select(label => label.Label));
        Assert.Equal(1, only.Report.Macro.F1);
        Assert.Empty(only.RollUps);
    }

    [Fact]
    public void An_unknown_label_is_an_error_before_anything_is_scored()
    {
        var classifier = new FixedScores(Labels);
        LabelledDataset data = Data(("1 0 0 0", "joy"), ("1 0 0 0", "joy,trust"));
        var error = Assert.Throws<TextTableException>(() => Evaluator.Evaluate(classifier, data));

        Assert.Equal("data.tsv:3: the label 'trust' is none of those compared: joy, love, fear, neutral. Rename it with a label map, or ignore unknown labels.", error.Message);
        Assert.Equal(0, classifier.Calls);
    }

    [Fact]
    public void Unknown_labels_can_be_ignored_and_texts_that_have_no_other_are_left_out()
    {
        LabelledDataset data = Data(("1 0 0 0", "joy,trust"), ("1 0 0 0", "trust,trust"), ("0 0 0 0", ""));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { UnknownLabels = UnknownLabels.Ignore });

        Assert.Equal((2, 1), (report.Report.Rows, report.LeftOut));
        Assert.Equal([KeyValuePair.Create("trust", 2)], report.IgnoredLabels);
        Assert.Equal(1, report.Report.ExactMatch);
    }

    [Fact]
    public void A_map_renames_splits_and_drops_labels()
    {
        var map = new LabelMap(new Dictionary<string, IReadOnlyList<string>> { ["happy"] = ["joy", "love"], ["trust"] = [], ["odd"] = ["oddity"] });
        LabelledDataset data = Data(("1 1 0 0", "happy"), ("1 0 0 0", "trust"), ("0 0 1 0", "fear"));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { Map = map });

        Assert.Equal((2, 1, 1.0), (report.Report.Rows, report.LeftOut, report.Report.ExactMatch));
        Assert.Equal(1, report.IgnoredLabels["trust"]);
        Assert.Throws<TextTableException>(() => Evaluator.Evaluate(new FixedScores(Labels), Data(("1 0 0 0", "odd")), new EvaluationOptions { Map = map }));
    }

    [Fact]
    public void Softmax_groups_are_sums()
    {
        var labels = new LabelSet(["joy", "love", "fear"], Activation.Softmax, groups: [new LabelGroups("sentiment", ["positive", "positive", "negative"])]);
        LabelledDataset data = Data(("0.3 0.3 0.4", "positive"));
        var options = new EvaluationOptions { Grouping = "sentiment", Decision = Decision.Top };
        EvaluationReport top = Evaluator.Evaluate(new FixedScores(labels), data, options);
        EvaluationReport thresholds = Evaluator.Evaluate(new FixedScores(labels), data, options with { Decision = Decision.Thresholds });

        Assert.Equal(1, top.Report.ExactMatch);
        Assert.Equal(0.4, top.Report.ExpectedCalibrationError!.Value, 6);

        // By the labels' own rule fear is the one that is present.
        Assert.Equal(0, thresholds.Report.ExactMatch);
    }

    [Theory]
    [InlineData(Decision.Top)]
    [InlineData(Decision.Thresholds)]
    public void Softmax_groups_that_add_up_to_more_than_1_are_1(Decision decision)
    {
        // As rounding (just over 1) and the highest scores of several windows (far over) give them.
        var labels = new LabelSet(["joy", "love", "fear"], Activation.Softmax, groups: [new LabelGroups("sentiment", ["positive", "positive", "negative"])]);
        LabelledDataset data = Data(("0.6 0.4000001 0", "positive"), ("0.9 0.8 0.7", "positive"));
        EvaluationReport report = Evaluator.Evaluate(new FixedScores(labels), data, new EvaluationOptions { Grouping = "sentiment", Decision = decision });

        Assert.Equal(1, report.Report.ExactMatch);

        // Four decisions: 1 that holds twice, 0 and 0.7 that do not.
        Assert.Equal(0.7 / 4, report.Report.ExpectedCalibrationError!.Value, 6);
    }

    [Theory]
    [InlineData(2, "data.tsv:6: the text has more than the 16 tokens")]
    [InlineData(512, "data.tsv:6: the text has more than the 16 tokens")]
    public void A_text_that_is_too_long_is_told_with_its_line(int chunkSize, string expected)
    {
        LabelledDataset data = Data([.. Enumerable.Range(0, 6).Select(i => (i == 4 ? "0.9 0 0 0.125" : "0.9 0 0 0", "joy"))]);
        var error = Assert.Throws<TextTableException>(
            () => Evaluator.Evaluate(new RefusesLong(new FixedScores(Labels)), data, new EvaluationOptions { ChunkSize = chunkSize }));
        Assert.StartsWith(expected, error.Message);
        Assert.Equal(6, error.Line);

        var nowhere = new LabelledDataset("list", data.Items.Select(item => item with { Line = 0 }));
        Assert.StartsWith("list: text 5 has more", Assert.Throws<TextTableException>(() => Evaluator.Evaluate(new RefusesLong(new FixedScores(Labels)), nowhere)).Message);
    }

    [Fact]
    public void Chunks_change_nothing_and_progress_is_told()
    {
        LabelledDataset data = Data([.. Enumerable.Range(0, 23).Select(i => (i % 3 == 0 ? "0.9 0 0 0" : "0 0 0.9 0", i % 2 == 0 ? "joy" : "fear"))]);
        var told = new Told();
        EvaluationReport whole = Evaluator.Evaluate(new FixedScores(Labels), data);
        EvaluationReport chunks = Evaluator.Evaluate(new FixedScores(Labels), data, new EvaluationOptions { ChunkSize = 5 }, told);

        Assert.Equal(whole.Report.Labels, chunks.Report.Labels);
        Assert.Equal([5, 10, 15, 20, 23], told.Values.Select(value => value.Done));
        Assert.All(told.Values, value => Assert.Equal(23, value.Total));
    }

    [Fact]
    public void Cancelling_stops_between_chunks()
    {
        using var source = new CancellationTokenSource();
        var classifier = new FixedScores(Labels);
        var told = new Told(source.Cancel);
        LabelledDataset data = Data([.. Enumerable.Repeat(("0.9 0 0 0", "joy"), 10)]);

        Assert.Throws<OperationCanceledException>(() => Evaluator.Evaluate(classifier, data, new EvaluationOptions { ChunkSize = 2 }, told, source.Token));
        Assert.Equal(1, classifier.Calls);
    }

    [Fact]
    public void No_texts_and_no_such_grouping_are_errors()
    {
        Assert.Throws<TextTableException>(() => Evaluator.Evaluate(new FixedScores(Labels), Data()));
        var error = Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(new FixedScores(Labels), Data(("1 0 0 0", "joy")), new EvaluationOptions { Grouping = "plutchik" }));
        Assert.Contains("it has ekman, sentiment", error.Message);
    }

    /// <summary>Takes a text with 0.125 in it for too long.</summary>
    private sealed class RefusesLong(FixedScores inner) : ITextClassifier
    {
        public LabelSet Labels => inner.Labels;

        public void Score(ReadOnlySpan<string> texts, Span<float> scores, CancellationToken cancellationToken = default)
        {
            for (int i = 0; i < texts.Length; i++)
            {
                if (texts[i].Contains("0.125", StringComparison.Ordinal))
                {
                    throw new TextTooLongException(i, 16);
                }
            }

            inner.Score(texts, scores, cancellationToken);
        }

        public EmotionResult Classify(string text, CancellationToken cancellationToken = default) => inner.Classify(text, cancellationToken);

        public IReadOnlyList<EmotionResult> Classify(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => inner.Classify(texts, cancellationToken);
    }

    private sealed class Told(Action? then = null) : IProgress<EvaluationProgress>
    {
        public List<EvaluationProgress> Values { get; } = [];

        public void Report(EvaluationProgress value)
        {
            Values.Add(value);
            then?.Invoke();
        }
    }
}
