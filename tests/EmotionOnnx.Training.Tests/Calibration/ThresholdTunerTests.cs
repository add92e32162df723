using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class ThresholdTunerTests
{
    private static readonly ThresholdTuningOptions AnySupport = new() { MinimumSupport = 1, ProbabilityShare = 0 };

    [Fact]
    public void The_best_f1_is_that_of_scikit_learns_curve()
    {
        ReferenceFigures reference = ReferenceFigures.MultiLabel;
        float[] scores = reference.Floats("scores");
        float[] thresholds = ThresholdTuner.Tune(scores, reference.Gold, AnySupport);

        ClassificationReport report = Report(scores, reference.Gold, thresholds);
        foreach (System.Text.Json.JsonProperty best in reference["best_f1"].EnumerateObject())
        {
            Assert.Equal(best.Value.GetDouble(), report.Labels[int.Parse(best.Name)].F1, 12);
        }

        // The last label holds nowhere, so it gets the one that is best for all.
        Assert.Equal(reference.Number("best_micro_f1"), Report(scores, reference.Gold, Enumerable.Repeat(thresholds[5], 6)).Micro.F1, 12);
    }

    [Theory]
    [InlineData(0.01f, 0.99f)]
    [InlineData(0.3f, 0.6f)]
    public void No_threshold_in_the_range_does_better_however_scores_tie(float minimum, float maximum)
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            int rows = random.Next(1, 30);
            int steps = random.Next(2, 40);
            float[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(steps) / (float)(steps - 1))];
            var gold = new LabelMatrix(1, [.. scores.Select(score => random.NextDouble() < 0.2 + (score / 2))]);
            float tuned = ThresholdTuner.Tune(scores, gold, AnySupport with { Minimum = minimum, Maximum = maximum })[0];

            Assert.InRange(tuned, minimum, maximum);
            double best = Enumerable.Range(0, 2001).Select(i => minimum + ((maximum - minimum) * i / 2000f)).Max(threshold => F1(scores, gold, threshold));
            Assert.Equal(best, F1(scores, gold, tuned), 12);
        }
    }

    [Fact]
    public void The_threshold_is_half_way_between_its_neighbours()
    {
        float[] scores = [0.1f, 0.2f, 0.7f, 0.8f];
        Assert.Equal([0.45f], ThresholdTuner.Tune(scores, new LabelMatrix(1, [false, false, true, true]), AnySupport));
    }

    [Fact]
    public void Of_equally_good_thresholds_the_highest_is_taken()
    {
        // At 0.75: 1 of 1 found, 1 of 2 held, F1 2/3. At 0.25: 2 of 4 found, 2 of 2 held, F1 2/3.
        float[] scores = [0.8f, 0.7f, 0.6f, 0.3f];
        Assert.Equal([0.75f], ThresholdTuner.Tune(scores, new LabelMatrix(1, [true, false, false, true]), AnySupport));
    }

    [Fact]
    public void Scores_that_all_tie_are_all_found_or_none()
    {
        float[] scores = [0.5f, 0.5f, 0.5f];
        float threshold = ThresholdTuner.Tune(scores, new LabelMatrix(1, [true, false, false]), AnySupport)[0];
        Assert.Equal(0.25f, threshold);
    }

    [Fact]
    public void Neighbours_without_a_number_between_them_are_told_apart()
    {
        float above = 0.6f, below = MathF.BitDecrement(0.6f);
        float threshold = ThresholdTuner.Tune([above, below], new LabelMatrix(1, [true, false]), AnySupport)[0];
        Assert.Equal(above, threshold);
    }

    [Fact]
    public void A_rare_label_gets_the_common_threshold()
    {
        // The second label holds once, at a score that would ask for 0.95; together, 0.6 separates all but that one.
        float[] scores = [0.9f, 0.99f, 0.8f, 0.1f, 0.7f, 0.2f, 0.5f, 0.9f];
        var gold = new LabelMatrix(2, [true, true, true, false, true, false, false, false]);

        Assert.Equal(0.945f, ThresholdTuner.Tune(scores, gold, AnySupport)[1]);
        Assert.Equal(0.6f, ThresholdTuner.Tune(scores, gold, AnySupport with { MinimumSupport = 2 })[1]);
    }

    [Fact]
    public void Where_nothing_holds_nothing_is_found()
    {
        Assert.Equal([0.99f, 0.99f], ThresholdTuner.Tune([0.2f, 0.9f], new LabelMatrix(2, new bool[2])));
        Assert.Equal([0.99f], ThresholdTuner.Tune([], new LabelMatrix(1, [])));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Probabilities_count_by_their_share_beside_the_labels(double share)
    {
        var random = new Random(12);
        for (int round = 0; round < 200; round++)
        {
            float[] scores = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(21) / 20f)];
            var gold = new LabelMatrix(1, [.. scores.Select((score, i) => i == 0 || random.NextDouble() < score)]);
            float tuned = ThresholdTuner.Tune(scores, gold, AnySupport with { ProbabilityShare = share })[0];

            double Expected(double threshold)
            {
                double[] held = [.. scores.Select((score, i) => (gold[i, 0] ? 1 - share : 0) + (share * score))];
                return 2 * held.Where((_, i) => scores[i] >= threshold).Sum() / (scores.Count(score => score >= threshold) + held.Sum());
            }

            double best = Enumerable.Range(0, 2001).Select(i => 0.01 + (0.98 * i / 2000)).Max(Expected);
            Assert.Equal(best, Expected(tuned), 12);
        }
    }

    [Fact]
    public void A_label_that_one_text_has_by_accident_is_steadied_by_the_probabilities()
    {
        // The labels ask for 0.94 on account of one text; 0.6, 0.6 and 0.6 say that about two more were to be expected.
        float[] scores = [0.95f, 0.93f, 0.6f, 0.6f, 0.6f, 0.1f];
        var gold = new LabelMatrix(1, [true, false, false, false, false, false]);
        Assert.Equal(0.94f, ThresholdTuner.Tune(scores, gold, AnySupport)[0], 3);
        Assert.Equal(0.35f, ThresholdTuner.Tune(scores, gold, AnySupport with { ProbabilityShare = 0.75 })[0], 3);
    }

    [Fact]
    public void Wrong_arguments_are_errors()
    {
        var gold = new LabelMatrix(1, [true, true]);
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f], gold));
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f, float.NaN], gold, AnySupport));
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f, 0.5f], gold, new ThresholdTuningOptions { Minimum = 0.9f, Maximum = 0.1f }));
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f, 0.5f], gold, new ThresholdTuningOptions { ProbabilityShare = 1.01 }));
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f, 0.5f], gold, new ThresholdTuningOptions { ProbabilityShare = double.NaN }));
    }

    private static double F1(float[] scores, LabelMatrix gold, float threshold) => Report(scores, gold, [threshold]).Labels[0].F1;

    private static ClassificationReport Report(float[] scores, LabelMatrix gold, IEnumerable<float> thresholds)
    {
        float[] each = [.. thresholds];
        var found = new LabelMatrix(each.Length, [.. scores.Select((score, i) => score >= each[i % each.Length])]);
        return ClassificationReport.Compute([.. each.Select((_, i) => $"{i}")], gold, found);
    }
}
