using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class EnglishModelEvaluationTests
{
    [Fact]
    public void Figures_are_what_classifying_each_text_counts_to()
    {
        using EmotionClassifier classifier = EnglishModel.Load();
        LabelledDataset data = LabelledDataset.Load(Fixture.Path("sentences.tsv"));
        EvaluationReport report = Evaluator.Evaluate(classifier, data, new EvaluationOptions { ChunkSize = 4 });

        EmotionResult[] results = [.. data.Items.Select(item => classifier.Classify(item.Text))];
        foreach (LabelMetrics label in report.Report.Labels)
        {
            bool[] found = [.. results.Select(result => result.Labels.Any(present => present.Label == label.Label))];
            Assert.Equal(found.Count(present => present), label.Predicted);
            Assert.Equal(data.Items.Where((item, i) => found[i] && item.Labels.Contains(label.Label)).Count(), label.TruePositives);
        }

        foreach ((string grouping, ClassificationReport rolledUp) in report.RollUps)
        {
            foreach (LabelMetrics group in rolledUp.Labels)
            {
                Assert.Equal(results.Count(result => result.Group(grouping).Any(score => score.Label == group.Label && score.IsPresent)), group.Predicted);
            }
        }

        Assert.Equal(["ekman", "sentiment"], report.RollUps.Keys.Order());

        // Plain sentences; the model finds most of what a person would say of them.
        Assert.True(report.Report.Micro.F1 > 0.7, $"micro-F1 {report.Report.Micro.F1}");
    }

    [DataFact]
    public void The_figures_in_the_box_are_those_of_the_data()
    {
        using EmotionClassifier classifier = EnglishModel.Load();
        EvaluationReport report = Evaluator.Evaluate(classifier, LabelledDataset.Load(DataFactAttribute.File("goemotions", "test.tsv")));

        Assert.Equal(5427, report.Report.Rows);
        Assert.True(report.Report.Macro.F1 >= 0.50, $"macro-F1 {report.Report.Macro.F1}");
        Assert.Equal(0, report.Unreadable);

        // int8 differs a little between processors, and one text more or less in a label that six texts have moves macro-F1 by 0.004.
        AssertNear(classifier, "macro_f1", report.Report.Macro.F1, 0.015);
        AssertNear(classifier, "micro_f1", report.Report.Micro.F1, 0.005);
        AssertNear(classifier, "exact_match", report.Report.ExactMatch, 0.005);
        AssertNear(classifier, "ece", report.Report.ExpectedCalibrationError!.Value, 0.002);
        AssertNear(classifier, "ekman_macro_f1", report.RollUps["ekman"].Macro.F1, 0.01);
        AssertNear(classifier, "sentiment_macro_f1", report.RollUps["sentiment"].Macro.F1, 0.005);
    }

    [DataFact]
    public void Other_corpora_are_compared_by_group()
    {
        using EmotionClassifier classifier = EnglishModel.Load();
        var options = new EvaluationOptions { Grouping = "sentiment", Decision = Decision.Top, OnlyLabelsInData = true };
        EvaluationReport airline = Evaluator.Evaluate(classifier, LabelledDataset.Load(DataFactAttribute.File("airline_sentiment", "dev.tsv")), options);

        Assert.Equal(["negative", "neutral", "positive"], airline.Report.Labels.Select(label => label.Label).Order());
        Assert.Equal(airline.Report.Rows, airline.Report.Labels.Sum(label => label.Support));

        // Tweets to airlines are mostly complaints; better than chance over three classes is all that is asked of a model that never saw one.
        Assert.True(airline.Report.Macro.F1 > 0.4, $"macro-F1 {airline.Report.Macro.F1}");
    }

    private static void AssertNear(EmotionClassifier classifier, string name, double found, double tolerance)
    {
        BundleMetric stated = classifier.Bundle.Metrics.Single(metric => metric is { Data: "goemotions", Split: "test" } && metric.Name == name);
        Assert.True(Math.Abs(stated.Value - found) <= tolerance, $"{name}: emotion.json says {stated.Value}, measured {found}");
    }
}
