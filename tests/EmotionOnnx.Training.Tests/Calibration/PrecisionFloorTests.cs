using System.Text.Json;
using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class PrecisionFloorTests
{
    [Fact]
    public void The_recall_is_the_highest_of_scikit_learns_curve_that_reaches_the_floor()
    {
        ReferenceFigures reference = ReferenceFigures.MultiLabel;
        float[] scores = reference.Floats("scores");
        foreach (JsonProperty floor in reference["best_recall"].EnumerateObject())
        {
            double precision = double.Parse(floor.Name, System.Globalization.CultureInfo.InvariantCulture);
            float[] thresholds = ThresholdTuner.Tune(scores, reference.Gold, Options(precision));
            ClassificationReport report = Report(scores, reference.Gold, thresholds);
            foreach ((int i, JsonElement best) in floor.Value.EnumerateArray().Index())
            {
                Assert.Equal(best.GetDouble(), report.Labels[i].Recall, 12);
                Assert.InRange(report.Labels[i].Precision, precision, 1);
            }
        }
    }

    [Theory]
    [InlineData(0.01f, 0.99f)]
    [InlineData(0.3f, 0.6f)]
    public void No_threshold_in_the_range_reaches_the_floor_with_more_recall_however_scores_tie(float minimum, float maximum)
    {
        var random = new Random(12);
        int never = 0;
        for (int round = 0; round < 400; round++)
        {
            int rows = random.Next(1, 30);
            int steps = random.Next(2, 40);
            float[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(steps) / (float)(steps - 1))];
            var gold = new LabelMatrix(1, [.. scores.Select(score => random.NextDouble() < 0.1 + (score / 2))]);
            double floor = random.Next(0, 11) / 10.0;
            float tuned = ThresholdTuner.Tune(scores, gold, Options(floor) with { Minimum = minimum, Maximum = maximum })[0];

            // Every threshold of the range that can tell scores apart, and the range's own ends.
            LabelMetrics[] all = [.. scores.Append(minimum).Append(maximum).Select(score => Math.Clamp(score, minimum, maximum)).Select(threshold => Report(scores, gold, [threshold]).Labels[0])];
            int best = all.Where(label => label.TruePositives > 0 && label.Precision >= floor).Select(label => label.TruePositives).DefaultIfEmpty(0).Max();
            int found = Report(scores, gold, [tuned]).Labels[0].TruePositives;
            if (gold.Values.Contains(true))
            {
                Assert.Equal(best, found);
                Assert.Equal(best == 0, tuned == ThresholdTuner.Never);
                never += best == 0 ? 1 : 0;
            }
        }

        Assert.InRange(never, 20, 380);
    }

    [Fact]
    public void The_floor_itself_counts_as_reached()
    {
        // 7 of 100 hold: the precision of finding all is 0.07 exactly as 0.07 is written.
        float[] scores = [.. Enumerable.Repeat(0.6f, 100)];
        var gold = new LabelMatrix(1, [.. Enumerable.Range(0, 100).Select(i => i < 7)]);
        Assert.NotEqual(ThresholdTuner.Never, ThresholdTuner.Tune(scores, gold, Options(0.07))[0]);
        Assert.Equal(ThresholdTuner.Never, ThresholdTuner.Tune(scores, gold, Options(0.0701))[0]);
    }

    [Fact]
    public void Of_equal_recall_the_higher_precision_is_taken()
    {
        // From 0.75 down the second text that holds is not found before two that do not: recall 1/2 with precision 1 or 1/2.
        float[] scores = [0.9f, 0.6f, 0.5f, 0.2f];
        Assert.Equal([0.75f], ThresholdTuner.Tune(scores, new LabelMatrix(1, [true, false, false, true]), Options(0.6)));
        Assert.Equal([0.1f], ThresholdTuner.Tune(scores, new LabelMatrix(1, [true, false, false, true]), Options(0.5)));
    }

    [Fact]
    public void A_label_that_cannot_reach_it_is_never_found_even_with_certainty()
    {
        float[] scores = [1f, 0.9f, 0.8f];
        float[] thresholds = ThresholdTuner.Tune(scores, new LabelMatrix(1, [false, true, false]), Options(0.9));
        Assert.Equal([ThresholdTuner.Never], thresholds);
        Assert.Equal(0, Report(scores, new LabelMatrix(1, [false, true, false]), thresholds).Labels[0].Predicted);
    }

    [Fact]
    public void A_rare_label_borrows_the_common_threshold_unless_what_it_finds_belies_it()
    {
        // Together, 0.6 finds four of which four hold. The second label is over it with nothing that holds in the second case.
        float[] honest = [0.9f, 0.1f, 0.8f, 0.1f, 0.7f, 0.7f, 0.5f, 0.2f];
        float[] lying = [0.9f, 0.7f, 0.8f, 0.65f, 0.7f, 0.1f, 0.95f, 0.2f];
        var gold = new LabelMatrix(2, [true, false, true, false, true, true, false, false]);
        ThresholdTuningOptions options = Options(0.9) with { MinimumSupport = 2 };
        Assert.Equal(0.6f, ThresholdTuner.Tune(honest, gold, options)[1]);
        Assert.Equal(ThresholdTuner.Never, ThresholdTuner.Tune(lying, new LabelMatrix(2, [true, false, true, false, true, false, true, false]), Options(0.6) with { MinimumSupport = 2 })[1]);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_share_is_an_error(double floor) =>
        Assert.Contains("must be from 0 to 1", Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune([0.5f], new LabelMatrix(1, [true]), Options(floor))).Message);

    [Fact]
    public void A_bundle_says_which_labels_fall_short_and_never_finds_them()
    {
        using var bundle = new SumBundle();
        File.WriteAllText(bundle["README.md"], "# A card\n");
        var dev = new LabelledDataset("dev.tsv", [
            .. Enumerable.Repeat(new LabelledText("happy", ["joy"]), 4), .. Enumerable.Repeat(new LabelledText("sad", ["sadness"]), 4),
            .. Enumerable.Repeat(new LabelledText("angry", []), 4), .. Enumerable.Repeat(new LabelledText("angry", ["anger"]), 4)]);
        CalibrationReport report = BundleCalibrator.Calibrate(bundle.Path, dev, options: new CalibrationOptions { Thresholds = Options(0.9), DataName = "dev" });
        Assert.Equal(["anger"], report.UnderPrecisionFloor);
        Assert.Equal(0.9, report.PrecisionFloor);
        Assert.Contains("Precision floor 0.9: each label has the threshold with the highest recall of those that reach it on dev. Never found, since they reach it on dev with no threshold: anger.", File.ReadAllText(bundle["README.md"]));
        Assert.Contains("| anger | never | 0.0000 | 0.0000 | 0.0000 | 4 |", File.ReadAllText(bundle["README.md"]));

        using EmotionClassifier classifier = EmotionClassifier.Load(bundle.Path);
        Assert.DoesNotContain(classifier.Classify("angry angry angry").Labels, label => label.Label == "anger");
        Assert.Contains(classifier.Classify("happy").Labels, label => label.Label == "joy");
    }

    [Fact]
    public void Where_labels_exclude_each_other_it_is_an_error_and_nothing_is_written()
    {
        using var bundle = new SumBundle(problemType: "single_label_classification");
        var dev = new LabelledDataset("dev.tsv", [new("happy", ["joy"]), new("sad", ["anger"])]);
        Assert.Contains("labels exclude each other", Assert.Throws<ArgumentException>(() => BundleCalibrator.Calibrate(bundle.Path, dev, options: new CalibrationOptions { Thresholds = Options(0.9) })).Message);
        Assert.False(File.Exists(bundle["emotion.json"]));
    }

    private static ThresholdTuningOptions Options(double floor) => new() { MinimumSupport = 1, PrecisionFloor = floor };

    private static ClassificationReport Report(float[] scores, LabelMatrix gold, float[] thresholds)
    {
        var found = new LabelMatrix(thresholds.Length, [.. scores.Select((score, i) => score >= thresholds[i % thresholds.Length])]);
        return ClassificationReport.Compute([.. thresholds.Select((_, i) => $"{i}")], gold, found);
    }
}
