using System.Text.Json.Nodes;
using EmotionOnnx.Training.Tests.Finetuning;

namespace EmotionOnnx.Training.Tests.Validation;

/// <summary>Cross-validation and repeats from the data to the model, undisturbed.</summary>
public sealed class FoldRunTests : IDisposable
{
    private readonly FakeRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [ShellFact]
    public void Each_fold_is_a_run_and_the_model_is_one_more()
    {
        FinetuneResult result = _runs.Run(FakeRuns.Folds(3));
        Assert.Equal(["fold-1", "fold-2", "fold-3", "model.work"], _runs.Starts);
        ValidationReport validation = result.Validation!;
        Assert.Equal((ValidationKind.Folds, "held out"), (validation.Kind, validation.MeasuredOn));
        Assert.Equal(["fold 1", "fold 2", "fold 3"], validation.Runs.Select(run => run.Name));
        Assert.Equal([12, 12, 12], validation.Runs.Select(run => run.Report.Rows));
        Assert.All(validation.Runs, run => Assert.Equal((18, 6, 1L), (run.TrainTexts, run.DevTexts, run.Seed)));
        Assert.Equal((27, 9), (result.Splits.Train.Items.Count, result.Splits.Dev.Items.Count));

        // The graph is the same in each run, so the folds together are the graph on all 36 texts: joy 15, found in 18; sadness 15, found in 12; anger 6.
        // F1 30/33, 24/27 and 1; micro F1 and exact match 33/36.
        Assert.Equal(36, validation.Pooled!.Rows);
        Assert.Equal([(15, 18, 15), (12, 12, 15), (6, 6, 6)], validation.Pooled.Labels.Select(label => (label.TruePositives, label.Predicted, label.Support)));
        Assert.Equal(((30.0 / 33) + (24.0 / 27) + 1) / 3, validation.Pooled.Macro.F1, 12);
        Assert.Equal(33.0 / 36, validation.Pooled.ExactMatch, 12);
        Assert.Equal(33.0 / 36, validation.Mean(report => report.ExactMatch), 12);
        Assert.Empty(ModelBundle.Open(_runs.Output).Verify());
    }

    [ShellFact]
    public void Repeats_are_the_same_texts_with_the_seeds_that_follow_and_the_model_is_the_firsts()
    {
        FinetuneResult result = _runs.Run(FakeRuns.Repeats(3), options => options with { Seed = 5 });
        Assert.Equal(["seed-6", "seed-7", "model.work"], _runs.Starts);
        Assert.Equal(["6", "7", "5"], File.ReadAllLines(_runs["seeds"]));
        Assert.Equal([("seed 5", 5L), ("seed 6", 6L), ("seed 7", 7L)], result.Validation!.Runs.Select(run => (run.Name, run.Seed)));
        Assert.Equal("dev", result.Validation.MeasuredOn);
        Assert.All(result.Validation.Runs, run => Assert.Equal(result.Calibration.Dev.Report.Macro.F1, run.Report.Macro.F1));
        Assert.Equal(0, result.Validation.Deviation(report => report.Macro.F1));
        Assert.Contains("\"seed\": 5", File.ReadAllText(Path.Combine(_runs.Output, "recipe.json")));
    }

    [ShellFact]
    public void With_a_test_split_repeats_are_measured_on_it_and_folds_leave_it_alone()
    {
        DatasetSplits splits = FakeRuns.Splits with { Test = new LabelledDataset("test.csv", [new("so happy", ["joy"]), new("so sad", ["sadness"]), new("so angry", ["sadness"])]) };
        ValidationReport repeats = _runs.Run(FakeRuns.Repeats(2), splits: splits).Validation!;
        Assert.Equal("test", repeats.MeasuredOn);
        Assert.All(repeats.Runs, run => Assert.Equal(3, run.Report.Rows));

        FinetuneResult folds = _runs.Run(FakeRuns.Folds(2), options => options with { Overwrite = true, KeepWork = true }, splits: splits);
        Assert.Equal(3, folds.Calibration.Test!.Report.Rows);
        string[] files = Directory.GetFiles(Path.Combine(_runs.Work, "runs"), "*.jsonl", SearchOption.AllDirectories);
        Assert.Equal(6, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("\"so ", File.ReadAllText(file)));
        Assert.Contains(_runs.Told, progress => progress is FinetuneProgress.Remark { Text: var text } && text.Contains("test is left alone"));
    }

    [ShellFact]
    public void The_disk_holds_one_run_at_a_time_and_nothing_at_the_end()
    {
        _runs.Run(FakeRuns.Folds(4));
        Assert.Equal(["1", "1", "1", "1", "0"], File.ReadAllLines(_runs["folders"]).Select(line => line.Trim()));
        Assert.False(Directory.Exists(_runs.Work));
        _runs.Run(FakeRuns.Folds(2), options => options with { Overwrite = true, KeepWork = true });
        Assert.Equal(["fold-1", "fold-2"], Directory.GetDirectories(Path.Combine(_runs.Work, "runs")).Select(Path.GetFileName).Order());
    }

    [ShellFact]
    public void Card_and_json_have_every_run_with_mean_and_deviation_and_what_they_are_of()
    {
        FinetuneResult result = _runs.Run(FakeRuns.Folds(3));
        string card = File.ReadAllText(Path.Combine(_runs.Output, "README.md"));
        Assert.Contains("## Cross-validation: 3 folds", card);
        Assert.Contains("measured on the fold that it held out; epoch, thresholds and temperature were chosen on a dev split of its own", card);
        Assert.Matches(@"\| fold 2 \| 1 \| 12 \| [01]\.\d{4} \|", card);
        Assert.Contains(FormattableString.Invariant($"| **mean** | | | {result.Validation!.Mean(report => report.Macro.F1):0.0000} |"), card);
        Assert.Contains(FormattableString.Invariant($"| **deviation** | | | {result.Validation!.Deviation(report => report.Macro.F1):0.0000} |"), card);

        JsonObject json = JsonNode.Parse(File.ReadAllText(_runs.Figures))!.AsObject();
        Assert.Equal(("folds", "held out"), (json["kind"]!.GetValue<string>(), json["measured_on"]!.GetValue<string>()));
        Assert.Equal(["fold 1", "fold 2", "fold 3"], json["runs"]!.AsArray().Select(run => run!["name"]!.GetValue<string>()));
        Assert.Equal(result.Validation.Mean(report => report.Macro.F1), json["figures"]!["macro_f1"]!["mean"]!.GetValue<double>());
        Assert.Equal(result.Validation.Deviation(report => report.ExpectedCalibrationError!.Value), json["figures"]!["calibration_error"]!["deviation"]!.GetValue<double>());
        Assert.Equal(result.Validation.Pooled!.Macro.F1, json["pooled"]!["macro_f1"]!.GetValue<double>());
    }

    [ShellFact]
    public void Progress_says_which_run_of_how_many()
    {
        _runs.Run(FakeRuns.Folds(2));
        Assert.Equal(
            [("fold 1", 1, 3, 18), ("fold 2", 2, 3, 18), ("the model", 3, 3, 0)],
            _runs.Told.OfType<FinetuneProgress.RunStarting>().Select(run => (run.Name, run.Number, run.Runs, run.TestTexts)));
        Assert.Equal(["fold 1", "fold 2"], _runs.Told.OfType<FinetuneProgress.RunEnded>().Select(run => run.Run.Name));
    }

    [ShellFact]
    public void Figures_of_an_earlier_model_are_not_lost_to_a_slip_and_not_left_to_mislead()
    {
        File.WriteAllText(_runs.Figures, "{}");
        Assert.Contains("the figures of another model's runs", Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Folds(2))).Message);
        Assert.Empty(_runs.Starts);
        _runs.Run(FakeRuns.Folds(2), options => options with { Overwrite = true });
        Assert.Contains("\"folds\"", File.ReadAllText(_runs.Figures));
        _runs.Run(null, options => options with { Overwrite = true });
        Assert.False(File.Exists(_runs.Figures));
    }

    [ShellFact]
    public void A_fold_without_a_label_to_learn_is_found_before_anything_runs()
    {
        // Of the only text of fear one fold holds out all.
        DatasetSplits splits = FakeRuns.Splits with { Labels = null, Train = new LabelledDataset("train.csv", [.. FakeRuns.Splits.Train.Items, new("the shadow", ["fear"], 99)]) };
        DataCheckException error = Assert.Throws<DataCheckException>(() => _runs.Run(FakeRuns.Folds(3), splits: splits));
        Assert.Matches("^fold [123] of 3 \\(its test is the fold held out\\): the label 'fear' is in dev or test and never in train", error.Message);
        Assert.Empty(_runs.Starts);
        Assert.False(Directory.Exists(_runs.Work));
    }

    [ShellFact]
    public void Too_few_runs_or_texts_are_errors()
    {
        Assert.Contains("folds: 1 is too few", Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Folds(1))).Message);
        Assert.Contains("repeats: 0 is too few", Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Repeats(0))).Message);
        Assert.Contains("37 folds can't be made of 36 different texts", Assert.Throws<TextTableException>(() => _runs.Run(FakeRuns.Folds(37))).Message);
        Assert.Contains("there are no 1 more", Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Repeats(2), options => options with { Seed = long.MaxValue })).Message);
        Assert.Empty(_runs.Starts);
    }
}
