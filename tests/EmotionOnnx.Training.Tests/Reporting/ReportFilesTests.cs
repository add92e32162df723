using EmotionOnnx.Training.Finetuning;
using EmotionOnnx.Training.Tests.Finetuning;

namespace EmotionOnnx.Training.Tests.Reporting;

/// <summary>A report stands beside the bundle, whole, and only when the bundle is there.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void Both_forms_stand_beside_the_bundle_and_not_in_it()
    {
        FinetuneResult result = Run();
        Assert.Equal(FinetuneReport.Of(result).Markdown, File.ReadAllText(_trainer["model.report.md"]));
        Assert.Equal(FinetuneReport.Of(result).Html, File.ReadAllText(_trainer["model.report.html"]));
        Assert.Equal(["README.md", "config.json", "emotion.json", "model.onnx", "recipe.json", "vocab.txt"], Directory.GetFiles(_trainer.Output).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Empty(ModelBundle.Open(_trainer.Output).Verify());
        Assert.Equal(["model", "model.report.html", "model.report.md", "trainer.sh"], Entries());
    }

    [ShellFact]
    public void Without_a_path_none_is_written()
    {
        _trainer.Run(FakeTrainer.Good);
        Assert.Equal(["model", "trainer.sh"], Entries());
    }

    [ShellFact]
    public void One_that_is_there_stops_the_run_before_the_trainer_unless_it_is_to_be_replaced()
    {
        File.WriteAllText(_trainer["model.report.html"], "mine");
        Assert.Contains("model.report.html is there already", Assert.Throws<FinetuneException>(() => Run("touch $WORK/ran")).Message);
        Assert.False(File.Exists(_trainer["ran"]));
        Assert.Equal("mine", File.ReadAllText(_trainer["model.report.html"]));
        Run(edit: options => options with { Overwrite = true });
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_trainer["model.report.html"]));
    }

    [ShellFact]
    public void A_place_that_is_none_is_an_error_before_the_trainer_starts()
    {
        string Message(string path) => Assert.Throws<FinetuneException>(() => Run("touch $WORK/ran", options => options with { Report = path })).Message;
        Assert.Contains("can't be in the model's folder", Message(Path.Combine(_trainer.Output, "report")));
        Assert.Contains("there is no such folder for the report", Message(_trainer["none/report"]));
        Directory.CreateDirectory(_trainer["dir.html"]);
        Assert.Contains("dir.html is a folder", Message(_trainer["dir"]));
        Assert.False(File.Exists(_trainer["ran"]));
    }

    [ShellFact]
    public void A_stop_leaves_nothing_of_it()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Forward<FinetuneProgress>(told =>
        {
            if (told is FinetuneProgress.Measuring { What: "thresholds and temperature" })
            {
                cancel.Cancel();
            }
        });
        Assert.Throws<TrainingStoppedException>(() => Finetuner.Run(FakeTrainer.Splits, _trainer.Options(FakeTrainer.Good) with { Report = _trainer["model.report"] }, progress, cancel.Token));
        Assert.Equal(["model.work", "trainer.sh"], Entries());
        Run(edit: options => options with { Resume = true });
        Assert.Equal(["model", "model.report.html", "model.report.md", "trainer.sh"], Entries());
    }

    [ShellFact]
    public void A_run_that_fails_leaves_nothing_of_it()
    {
        _trainer.WriteLogits([.. FakeTrainer.DevLogits.Select(logit => logit + 1)]);
        Assert.Throws<TrainerException>(() => Run());
        Assert.Equal(["model.work", "trainer.sh"], Entries());
    }

    [ShellFact]
    public void A_run_that_went_on_has_the_epochs_of_its_first_part_too()
    {
        const string Epoch = """echo '{"event":"epoch","epoch":NUMBER,"epochs":2,"metrics":{"macro_f1":0.NUMBER,"loss":0.5},"best":true,"seconds":2}'""";
        string first = $"{FakeTrainer.Start}\n{Epoch.Replace("NUMBER", "1", StringComparison.Ordinal)}\necho state > $OUT/checkpoint.pt\nexit 1";
        Assert.Throws<TrainerException>(() => Run(first));
        string second = $"{FakeTrainer.Start}\n{Epoch.Replace("NUMBER", "2", StringComparison.Ordinal)}\n{FakeTrainer.Export}\n{FakeTrainer.Done}";
        FinetuneResult result = Run(second, options => options with { Resume = true });
        Assert.Equal([(1, 0.1), (2, 0.2)], result.Epochs.Select(epoch => (epoch.Number, epoch.Metrics["macro_f1"])));
        Assert.Equal("cpu", result.Training!.Device);
        Assert.Contains("| 1 of 2 | 0.1000 |", File.ReadAllText(_trainer["model.report.md"]));
    }

    [Fact]
    public void Paths_have_their_extensions_once()
    {
        string path = Path.GetFullPath("a.b");
        Assert.Equal((path + ".md", path + ".html"), FinetuneReport.PathsOf("a.b"));
        Assert.Equal((path + ".md", path + ".html"), FinetuneReport.PathsOf("a.b.html"));
        Assert.Equal((path + ".md", path + ".html"), FinetuneReport.PathsOf("a.b.MD"));
    }

    [Fact]
    public void Writing_replaces_both_and_leaves_nothing_else()
    {
        File.WriteAllText(_trainer["r.md"], "old");
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(["a", "b"], [("x", ["a"], [1, 0]), ("y", ["b"], [1, 0])]));
        report.Write(_trainer["r"]);
        Assert.Equal(report.Markdown, File.ReadAllText(_trainer["r.md"]));
        Assert.Equal(report.Html, File.ReadAllText(_trainer["r.html"]));
        Directory.CreateDirectory(_trainer["dir.html"]);
        File.WriteAllText(Path.Combine(_trainer["dir.html"], "kept"), "x");
        Assert.Throws<BundleException>(() => report.Write(_trainer["dir"]));
        Assert.DoesNotContain(Entries(), entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private FinetuneResult Run(string script = FakeTrainer.Good, Func<FinetuneOptions, FinetuneOptions>? edit = null) =>
        _trainer.Run(script, options => (edit ?? (same => same))(options with { Report = _trainer["model.report"] }));

    private string[] Entries() => [.. Directory.GetFileSystemEntries(Path.GetDirectoryName(_trainer.Output)!).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
}
