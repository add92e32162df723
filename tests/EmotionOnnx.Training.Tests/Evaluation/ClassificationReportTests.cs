using System.Text.Json;
using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class ClassificationReportTests
{
    private const int Digits = 12;

    [Fact]
    public void Multi_label_figures_are_those_of_scikit_learn()
    {
        ReferenceFigures reference = ReferenceFigures.MultiLabel;
        float[] scores = reference.Floats("scores");
        var report = ClassificationReport.Compute(Names(6), reference.Gold, Found(reference), scores);

        AssertSame(reference["report"], report);
        Assert.Equal(reference.Number("ece"), report.ExpectedCalibrationError!.Value, Digits);
        Assert.Equal(reference.Number("brier"), report.BrierScore!.Value, Digits);
        Assert.Equal(reference.Gold.Rows, report.Rows);
    }

    [Fact]
    public void Figures_rolled_up_into_groups_are_those_of_scikit_learn()
    {
        ReferenceFigures reference = ReferenceFigures.MultiLabel;
        var groups = new LabelGroups("direction", reference.Strings("groups"));
        Assert.Equal(reference.Strings("group_names"), groups.Names);

        var report = ClassificationReport.Compute(groups.Names, reference.Gold.RollUp(groups), Found(reference).RollUp(groups));
        AssertSame(reference["group_report"], report);
        Assert.Null(report.ExpectedCalibrationError);
    }

    [Fact]
    public void Single_label_figures_are_those_of_scikit_learn()
    {
        ReferenceFigures reference = ReferenceFigures.SingleLabel;
        var labels = new LabelSet(Names(4), Activation.Softmax);
        float[] logits = reference.Floats("logits");
        bool[] found = new bool[logits.Length];
        for (int i = 0; i < found.Length; i++)
        {
            // Logits stand in for probabilities: the label that is present is the highest of either. Thresholds are out of the way.
            found[i] = labels.WithThresholds(Enumerable.Repeat(float.NegativeInfinity, 4)).IsPresent(logits.AsSpan(i / 4 * 4, 4), i % 4);
        }

        AssertSame(reference["report"], ClassificationReport.Compute(labels.Names, reference.Gold, new LabelMatrix(4, found)));
    }

    [Fact]
    public void Nothing_found_and_nothing_held_is_zero_and_not_an_error()
    {
        var none = new LabelMatrix(2, new bool[6]);
        var report = ClassificationReport.Compute(["a", "b"], none, none);

        Assert.Equal(new AverageMetrics(0, 0, 0), report.Macro);
        Assert.Equal(new AverageMetrics(0, 0, 0), report.Micro);
        Assert.Equal(new AverageMetrics(0, 0, 0), report.Weighted);
        Assert.Equal(1, report.ExactMatch);
        Assert.Equal(0, ClassificationReport.Compute(["a"], new LabelMatrix(1, []), new LabelMatrix(1, [])).ExactMatch);
    }

    [Fact]
    public void Shapes_that_differ_are_an_error()
    {
        var three = new LabelMatrix(1, new bool[3]);
        Assert.Throws<ArgumentException>(() => ClassificationReport.Compute(["a", "b"], three, three));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Compute(["a"], three, new LabelMatrix(1, new bool[2])));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Compute(["a"], three, three, [0.5f, 0.5f]));
        Assert.Throws<ArgumentException>(() => new LabelMatrix(2, new bool[3]));
        Assert.Throws<ArgumentException>(() => three.RollUp(new LabelGroups("g", ["x", "y"])));
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"label {i}")];

    private static LabelMatrix Found(ReferenceFigures reference)
    {
        float[] scores = reference.Floats("scores");
        float[] thresholds = reference.Floats("thresholds");
        return new LabelMatrix(thresholds.Length, [.. scores.Select((score, i) => score >= thresholds[i % thresholds.Length])]);
    }

    private static void AssertSame(JsonElement expected, ClassificationReport report)
    {
        for (int i = 0; i < report.Labels.Count; i++)
        {
            LabelMetrics label = report.Labels[i];
            Assert.Equal(expected.GetProperty("precision")[i].GetDouble(), label.Precision, Digits);
            Assert.Equal(expected.GetProperty("recall")[i].GetDouble(), label.Recall, Digits);
            Assert.Equal(expected.GetProperty("f1")[i].GetDouble(), label.F1, Digits);
            Assert.Equal(expected.GetProperty("support")[i].GetInt32(), label.Support);
        }

        AssertSame(expected.GetProperty("macro"), report.Macro);
        AssertSame(expected.GetProperty("micro"), report.Micro);
        AssertSame(expected.GetProperty("weighted"), report.Weighted);
        Assert.Equal(expected.GetProperty("exact_match").GetDouble(), report.ExactMatch, Digits);
    }

    private static void AssertSame(JsonElement expected, AverageMetrics average)
    {
        Assert.Equal(expected[0].GetDouble(), average.Precision, Digits);
        Assert.Equal(expected[1].GetDouble(), average.Recall, Digits);
        Assert.Equal(expected[2].GetDouble(), average.F1, Digits);
    }
}
