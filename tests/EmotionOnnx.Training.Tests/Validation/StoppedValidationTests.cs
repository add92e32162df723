using EmotionOnnx.Training.Finetuning;
using EmotionOnnx.Training.Tests.Finetuning;

namespace EmotionOnnx.Training.Tests.Validation;

/// <summary>Validations that are stopped, by the caller or by an accident, and go on: no run is made twice.</summary>
public sealed class StoppedValidationTests : IDisposable
{
    // In the run that a file names: saves a checkpoint when it is asked to end, and with one there is soon done.
    private const string Waits = """
        if [ "$RUN" = "$(cat $W/stop 2>/dev/null)" ] && [ ! -f $OUT/checkpoint.pt ]; then
          trap 'echo state > $OUT/checkpoint.pt; exit 130' TERM
          touch $W/running
          while true; do sleep 0.05; done
        fi
        """;

    private readonly FakeRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [ShellTheory]
    [InlineData("fold-1", 0)]
    [InlineData("fold-2", 1)]
    [InlineData("model.work", 3)]
    public void A_cancelled_validation_goes_on_and_ends_as_one_left_alone(string stop, int finished)
    {
        TrainingStoppedException stopped = Stop(stop, FakeRuns.Folds(3));
        Assert.Equal((finished, true, _runs.Work), (stopped.FinishedRuns, stopped.HasCheckpoint, stopped.WorkFolder));
        Assert.False(Directory.Exists(_runs.Output));
        ValidationReport result = _runs.Run(FakeRuns.Folds(3), options => options with { Resume = true }, middle: Waits).Validation!;

        // Each came to its end once; the stopped one was begun twice.
        Assert.Equal(["fold-1", "fold-2", "fold-3", "model.work"], _runs.Ends);
        Assert.Equal(5, _runs.Starts.Length);
        Assert.Equal(finished, _runs.Told.OfType<FinetuneProgress.RunEnded>().Count(run => run.IsFromBefore));
        Assert.False(Directory.Exists(_runs.Work));

        using var alone = new FakeRuns();
        ValidationReport expected = alone.Run(FakeRuns.Folds(3)).Validation!;
        Assert.Equal(Values(expected), Values(result));
        Assert.Contains("| fold 3 |", Section(_runs));
        Assert.Equal(expected.Runs.SelectMany(run => run.Report.Labels), result.Runs.SelectMany(run => run.Report.Labels));
        Assert.Equal(Section(alone), Section(_runs));
    }

    [ShellFact]
    public void Cancelled_repeats_go_on()
    {
        Stop("seed-3", FakeRuns.Repeats(3));
        ValidationReport result = _runs.Run(FakeRuns.Repeats(3), options => options with { Resume = true }, middle: Waits).Validation!;
        Assert.Equal(["seed-2", "seed-3", "model.work"], _runs.Ends);
        Assert.Equal(["seed 1", "seed 2", "seed 3"], result.Runs.Select(run => run.Name));
    }

    [ShellFact]
    public void A_cancelled_run_without_a_checkpoint_begins_again_and_those_before_it_do_not()
    {
        File.WriteAllText(_runs["stop"], "fold-2");
        const string Stubborn = "if [ \"$RUN\" = \"$(cat $W/stop)\" ]; then touch $W/running; while true; do sleep 0.05; done; fi";
        TrainingStoppedException stopped = CancelWhenRunning(FakeRuns.Folds(2), Stubborn);
        Assert.Equal((1, false), (stopped.FinishedRuns, stopped.HasCheckpoint));
        Assert.Contains("fold 2: the training was stopped. The figures of 1 finished run are kept", stopped.Message);
        File.WriteAllText(_runs["stop"], "none");
        _runs.Run(FakeRuns.Folds(2), options => options with { Resume = true }, middle: Stubborn);
        Assert.Equal(["fold-1", "fold-2", "fold-2", "model.work"], _runs.Starts);
    }

    [ShellFact]
    public void Stopped_after_a_folds_training_it_is_measured_and_not_trained_again()
    {
        // The call is cancelled by what it is told: that fold 2 is being measured.
        using var cancel = new CancellationTokenSource();
        var teller = new Forward<FinetuneProgress>(progress =>
        {
            _runs.Told.Add(progress);
            if (progress is FinetuneProgress.Measuring && _runs.Starts.Contains("fold-2"))
            {
                cancel.Cancel();
            }
        });
        TrainingStoppedException stopped = Assert.Throws<TrainingStoppedException>(() => _runs.Run(FakeRuns.Folds(2), progress: teller, cancellationToken: cancel.Token));
        Assert.Equal((1, true), (stopped.FinishedRuns, stopped.HasCheckpoint));
        Assert.StartsWith("fold 2: stopped after the training, while the model was measured.", stopped.Message);
        _runs.Run(FakeRuns.Folds(2), options => options with { Resume = true });
        Assert.Equal(["fold-1", "fold-2", "model.work"], _runs.Starts);
    }

    [ShellFact]
    public void A_trainer_that_dies_in_a_fold_is_told_with_the_fold_and_what_is_kept()
    {
        string message = Assert.Throws<TrainerException>(() => _runs.Run(FakeRuns.Folds(3), middle: "if [ $RUN = fold-3 ]; then echo 'out of cheese' >&2; exit 7; fi")).Message;
        Assert.StartsWith("fold 3: The trainer failed (exit code 7).", message);
        Assert.Contains("out of cheese", message);
        Assert.Contains("The figures of 2 finished runs are kept", message);
        _runs.Run(FakeRuns.Folds(3), options => options with { Resume = true });
        Assert.Equal(["fold-1", "fold-2", "fold-3", "fold-3", "model.work"], _runs.Starts);
    }

    [ShellFact]
    public void Another_validation_does_not_go_on_and_what_differs_is_named()
    {
        Stop("fold-2", FakeRuns.Folds(3));
        string Refused(ValidationOptions? validation, Func<FinetuneOptions, FinetuneOptions>? edit = null, DatasetSplits? splits = null) =>
            Assert.Throws<FinetuneException>(() => _runs.Run(validation, options => (edit ?? (same => same))(options) with { Resume = true }, splits: splits)).Message;
        Assert.Contains("folds differs (3 there, 4 now)", Refused(FakeRuns.Folds(4)));
        Assert.Contains("folds differs (3 there, none now)", Refused(null));
        Assert.Contains("folds differs (3 there, none now)", Refused(FakeRuns.Repeats(3)));
        Assert.Contains("sha256.folds differs", Refused(FakeRuns.Folds(3) with { SplitSeed = 1 }));
        Assert.Contains("measured_with.thresholds.minimum_support differs (3 there, 1 now)", Refused(FakeRuns.Folds(3), options => options with { Thresholds = new ThresholdTuningOptions { MinimumSupport = 1 } }));
        Assert.Contains("request.seed differs (1 there, 2 now)", Refused(FakeRuns.Folds(3), options => options with { Seed = 2 }));

        // The same rows, but grouped: the data files are the same, the folds are not.
        LabelledDataset Grouped(LabelledDataset data) => new(data.Name, data.Items.Select(item => item with { Group = $"{item.Line % 9}" }));
        Assert.Contains("sha256.folds differs", Refused(FakeRuns.Folds(3), options => options with { Allow = DataRisks.Leaks }, FakeRuns.Splits with { Train = Grouped(FakeRuns.Splits.Train), Dev = Grouped(FakeRuns.Splits.Dev) }));
        _runs.Run(FakeRuns.Folds(3), options => options with { Resume = true }, middle: Waits);
        Assert.Equal(["fold-1", "fold-2", "fold-3", "model.work"], _runs.Ends);
    }

    [ShellFact]
    public void A_stopped_validation_is_not_begun_again_by_accident()
    {
        Stop("fold-2", FakeRuns.Folds(2));
        Assert.Contains("has a stopped run", Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Folds(2))).Message);
        Assert.Contains("has a stopped run", Assert.Throws<FinetuneException>(() => _runs.Run(null)).Message);
        File.Delete(_runs["stop"]);
        _runs.Run(FakeRuns.Folds(2), options => options with { Overwrite = true });
        Assert.Equal(["fold-1", "fold-2", "fold-1", "fold-2", "model.work"], _runs.Starts);
    }

    [ShellFact]
    public void Damaged_figures_are_an_error_that_names_the_file()
    {
        Stop("fold-2", FakeRuns.Folds(2));
        File.WriteAllText(Path.Combine(_runs.Work, "validation.json"), "{\"kind\"");
        string message = Assert.Throws<FinetuneException>(() => _runs.Run(FakeRuns.Folds(2), options => options with { Resume = true })).Message;
        Assert.Contains("validation.json is damaged", message);
        Assert.Contains("--overwrite", message);
    }

    private static string Section(FakeRuns runs) =>
        File.ReadAllText(Path.Combine(runs.Output, "README.md")) is var card && card.IndexOf("## Cross-validation", StringComparison.Ordinal) is > 0 and var begin ? card[begin..] : "";

    private static double[] Values(ValidationReport result) => [.. result.Figures.SelectMany(figure => figure.Values.Append(figure.Mean).Append(figure.Deviation))];

    private TrainingStoppedException Stop(string run, ValidationOptions validation)
    {
        File.WriteAllText(_runs["stop"], run);
        return CancelWhenRunning(validation, Waits);
    }

    private TrainingStoppedException CancelWhenRunning(ValidationOptions validation, string middle)
    {
        using var cancel = new CancellationTokenSource();
        Task<TrainingStoppedException> run = Task.Run(() => Assert.Throws<TrainingStoppedException>(() => _runs.Run(validation, middle: middle, cancellationToken: cancel.Token)));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_runs["running"]) || run.IsCompleted, TimeSpan.FromMinutes(1)), "The trainer did not start.");
        cancel.Cancel();
        return run.GetAwaiter().GetResult();
    }
}
