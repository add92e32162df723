using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class BundleCalibratorTests : IDisposable
{
    // Logits joy, sadness, anger: happy (2, -1, 0), sad (-1, 2, 0), angry (-1, 0, 2), very (.5, .5, .5), all else 0.
    private static readonly LabelledDataset Dev = new("corpus/dev.tsv", [
        new("happy", ["joy"]),
        new("happy happy", ["joy"]),
        new("very happy", []),
        new("sad", ["sadness"]),
        new("sad sad", ["sadness"]),
        new("very sad", ["anger"]),
        new("angry", ["anger"]),
        new("angry angry", ["anger", "sadness"]),
        new("the", []),
    ]);

    private static readonly LabelledDataset Test = new("corpus/test.tsv", [new("happy sad", ["joy", "sadness"]), new("angry", ["anger"]), new("the", ["joy"])]);

    private readonly SumBundle _bundle = new();

    public BundleCalibratorTests()
    {
        _bundle.WriteManifest(manifest =>
        {
            manifest["groups"] = new JsonObject { ["sentiment"] = new JsonObject { ["joy"] = "positive", ["sadness"] = "negative", ["anger"] = "negative" } };
            manifest["name"] = "sum \u00e9t\u00e9";
            manifest["metrics"] = new JsonArray(Metric("other", "test", 0.25), Metric("corpus", "test", 0.125));
        });
        File.WriteAllText(_bundle["README.md"], "# A card\n\nBefore.\n<!-- metrics:begin -->\nold figures\n<!-- metrics:end -->\nAfter.\n");
    }

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void What_is_written_is_what_a_fresh_load_gives()
    {
        CalibrationReport report = BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);

        // Loading checks every hash.
        using EmotionClassifier classifier = EmotionClassifier.Load(_bundle.Path);
        Assert.Equal(report.Temperature, classifier.Bundle.Temperature);
        Assert.Equal(report.Labels.Thresholds, classifier.Labels.Thresholds);
        Assert.Equal(report.Dev.Report.Labels, Evaluator.Evaluate(classifier, Dev).Report.Labels);
        EvaluationReport fresh = Evaluator.Evaluate(classifier, Test);
        Assert.Equal(report.Test!.Report.Labels, fresh.Report.Labels);
        Assert.Empty(classifier.Bundle.Verify());
        Assert.Equal(["README.md", "config.json", "model.onnx", "vocab.txt"], classifier.Bundle.Files.Select(file => file.Name));

        BundleMetric macro = classifier.Bundle.Metrics.Single(metric => metric is { Data: "corpus", Split: "test", Name: "macro_f1" });
        Assert.Equal(fresh.Report.Macro.F1, macro.Value, 4);
        Assert.Equal("emotion model calibrate", macro.Command);
        Assert.NotEmpty(macro.Processor!);
        Assert.Equal(fresh.RollUps["sentiment"].Macro.F1, classifier.Bundle.Metrics.Single(metric => metric is { Data: "corpus", Split: "test", Name: "sentiment_macro_f1" }).Value, 4);
        Assert.Equal(fresh.Report.ExpectedCalibrationError!.Value, classifier.Bundle.Metrics.Single(metric => metric is { Data: "corpus", Split: "test", Name: "ece" }).Value, 4);
    }

    [Fact]
    public void The_temperature_is_that_of_the_logits_and_thresholds_are_tuned_behind_it()
    {
        CalibrationReport report = BundleCalibrator.Calibrate(_bundle.Path, Dev, null, Options);

        float[] logits = [2, -1, 0, 4, -2, 0, 2.5f, -0.5f, 0.5f, -1, 2, 0, -2, 4, 0, -0.5f, 2.5f, 0.5f, -1, 0, 2, -2, 0, 4, 0, 0, 0];
        bool[] gold = [.. Dev.Items.SelectMany(item => new[] { "joy", "sadness", "anger" }.Select(item.Labels.Contains))];
        TemperatureFit expected = TemperatureScaler.Fit(logits, new LabelMatrix(3, gold), Activation.Sigmoid);
        Assert.Equal(expected.Temperature, report.Temperature, 5);
        Assert.Equal(expected.LossAfter, report.TemperatureFit!.Value.LossAfter, 6);
        Assert.Null(report.Test);

        float[] scores = [.. logits.Select(logit => 1 / (1 + MathF.Exp(-logit / report.Temperature)))];
        float[] thresholds = ThresholdTuner.Tune(scores, new LabelMatrix(3, gold), Options.Thresholds);
        Assert.Equal(thresholds, report.Labels.Thresholds.ToArray(), (a, b) => Math.Abs(a - b) < 2e-4);
    }

    [Fact]
    public void Other_keys_stay_in_the_schemas_order_and_figures_of_other_data_too()
    {
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        string text = File.ReadAllText(_bundle["emotion.json"]);
        JsonObject manifest = JsonNode.Parse(text)!.AsObject();

        Assert.Equal(["schema_version", "name", "temperature", "thresholds", "groups", "metrics", "files"], manifest.Select(entry => entry.Key));
        Assert.Equal("positive", (string?)manifest["groups"]!["sentiment"]!["joy"]);
        Assert.Contains("sum \u00e9t\u00e9", text);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain('\r', text);
        ModelBundle bundle = ModelBundle.Open(_bundle.Path);
        Assert.Equal(0.25, bundle.Metrics.Single(metric => metric.Data == "other").Value);
        Assert.DoesNotContain(bundle.Metrics, metric => metric.Value == 0.125);
        Assert.Equal(["dev", "test"], bundle.Metrics.Where(metric => metric.Data == "corpus").Select(metric => metric.Split).Distinct());
    }

    [Fact]
    public void A_second_calibration_writes_the_same()
    {
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        (string manifest, string card) = (File.ReadAllText(_bundle["emotion.json"]), File.ReadAllText(_bundle["README.md"]));
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);

        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
        Assert.Equal(card, File.ReadAllText(_bundle["README.md"]));
        Assert.DoesNotContain(Directory.EnumerateFiles(_bundle.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_card_gets_the_tables_between_its_comments()
    {
        CalibrationReport report = BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        string card = File.ReadAllText(_bundle["README.md"]);

        Assert.StartsWith("# A card\n\nBefore.\n<!-- metrics:begin -->\nMeasured on corpus, temperature and thresholds chosen on dev alone.", card);
        Assert.EndsWith("<!-- metrics:end -->\nAfter.\n", card);
        Assert.DoesNotContain("old figures", card);
        Assert.Contains(FormattableString.Invariant($"| macro_f1 | {report.Dev.Report.Macro.F1:0.0000} | {report.Test!.Report.Macro.F1:0.0000} |\n"), card);
        Assert.Contains(FormattableString.Invariant($"| joy | {report.Labels.Thresholds[0]:0.0000} | "), card);
        Assert.Contains("Command: `emotion model calibrate`.", card);
    }

    [Fact]
    public void A_card_without_the_comments_gets_them_and_no_card_is_made_up()
    {
        File.WriteAllText(_bundle["README.md"], "# A card\n");
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        Assert.StartsWith("# A card\n\n## Metrics\n<!-- metrics:begin -->\n", File.ReadAllText(_bundle["README.md"]));

        File.Delete(_bundle["README.md"]);
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        Assert.False(File.Exists(_bundle["README.md"]));
        Assert.Empty(ModelBundle.Open(_bundle.Path).Verify());
    }

    [Fact]
    public void A_bundle_without_a_manifest_gets_one()
    {
        File.Delete(_bundle["emotion.json"]);
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options);
        using EmotionClassifier classifier = EmotionClassifier.Load(_bundle.Path);
        Assert.True(classifier.Labels.HasThresholds);
    }

    [Fact]
    public void Temperature_and_thresholds_can_be_left_as_they_are()
    {
        CalibrationReport report = BundleCalibrator.Calibrate(_bundle.Path, Dev, null, Options with { FitTemperature = false, TuneThresholds = false });

        Assert.Equal(1, report.Temperature);
        Assert.Null(report.TemperatureFit);
        ModelBundle bundle = ModelBundle.Open(_bundle.Path);
        Assert.False(bundle.Labels.HasThresholds);
        Assert.Equal(1, bundle.Temperature);
    }

    [Fact]
    public void A_single_label_model_gets_a_temperature_and_no_thresholds()
    {
        _bundle.EditConfig(config => config["problem_type"] = "single_label_classification");
        var dev = new LabelledDataset("corpus/dev.tsv", [new("happy", ["joy"]), new("sad", ["sadness"]), new("very angry", ["joy"]), new("angry", ["anger"])]);
        CalibrationReport report = BundleCalibrator.Calibrate(_bundle.Path, dev, null, Options);

        Assert.False(report.Labels.HasThresholds);
        Assert.NotEqual(1, report.Temperature);
        using EmotionClassifier classifier = EmotionClassifier.Load(_bundle.Path);
        Assert.Equal(0.75, Evaluator.Evaluate(classifier, dev).Report.ExactMatch);
    }

    [Fact]
    public void Nothing_is_written_when_cancelled_or_when_a_label_is_unknown_or_the_card_is_torn()
    {
        (string manifest, string card) = (File.ReadAllText(_bundle["emotion.json"]), File.ReadAllText(_bundle["README.md"]));
        Assert.ThrowsAny<OperationCanceledException>(() => BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options, null, new CancellationToken(canceled: true)));
        var unknown = new LabelledDataset("x", [new("happy", ["trust"])]);
        Assert.Throws<TextTableException>(() => BundleCalibrator.Calibrate(_bundle.Path, Dev, unknown, Options));
        Assert.Throws<TextTableException>(() => BundleCalibrator.Calibrate(_bundle.Path, new LabelledDataset("x", []), null, Options));

        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
        Assert.Equal(card, File.ReadAllText(_bundle["README.md"]));

        File.WriteAllText(_bundle["README.md"], "<!-- metrics:end --> <!-- metrics:begin -->");
        Assert.Contains("README.md", Assert.Throws<BundleException>(() => BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options)).Message);
        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
    }

    [Fact]
    public void Progress_counts_every_pass()
    {
        var told = new List<EvaluationProgress>();
        BundleCalibrator.Calibrate(_bundle.Path, Dev, Test, Options, new Told(told));
        Assert.Equal([9, 18, 21], told.Select(value => value.Done));
        Assert.All(told, value => Assert.Equal(21, value.Total));
    }

    private static CalibrationOptions Options => new()
    {
        Command = "emotion model calibrate",
        Thresholds = new ThresholdTuningOptions { MinimumSupport = 1, ProbabilityShare = 0 },
    };

    private static JsonObject Metric(string data, string split, double value) =>
        new() { ["data"] = data, ["split"] = split, ["name"] = "macro_f1", ["value"] = value };

    private sealed class Told(List<EvaluationProgress> values) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => values.Add(value);
    }
}
