using System.Diagnostics;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>Runs that are stopped, by the caller or by an accident, and go on.</summary>
public sealed class StoppedRunTests : IDisposable
{
    // Saves a checkpoint when it is asked to end, and with one there is soon done.
    private const string Resumable = $$"""
        if [ -f $OUT/checkpoint.pt ]; then grep -q '"resume": true' "$1" && echo resumed >> $WORK/history; fi
        {{FakeTrainer.Start}}
        if [ ! -f $OUT/checkpoint.pt ]; then
          trap 'echo state > $OUT/checkpoint.pt; exit 130' TERM
          touch $WORK/running
          while true; do sleep 0.05; done
        fi
        {{FakeTrainer.Export}}
        rm $OUT/checkpoint.pt
        {{FakeTrainer.Done}}
        """;

    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void A_cancelled_run_saves_a_checkpoint_and_goes_on_from_it()
    {
        TrainingStoppedException stopped = Stop();
        Assert.True(stopped.HasCheckpoint);
        Assert.Equal(_trainer.Work, stopped.WorkFolder);
        Assert.False(Directory.Exists(_trainer.Output));

        _trainer.Run(Resumable, options => options with { Resume = true });
        Assert.Equal("resumed\n", File.ReadAllText(_trainer["history"]));
        Assert.Empty(ModelBundle.Open(_trainer.Output).Verify());
    }

    [ShellFact]
    public void A_stopped_run_is_not_begun_again_by_accident()
    {
        Stop();
        Assert.Contains("has a stopped run: --resume goes on with it, --overwrite begins again", _trainer.Fails<FinetuneException>(Resumable));
        Assert.True(File.Exists(Path.Combine(_trainer.Work, "output", "checkpoint.pt")));
        _trainer.Run(FakeTrainer.Good, options => options with { Overwrite = true });
        Assert.False(File.Exists(_trainer["history"]));
    }

    [ShellFact]
    public void A_run_that_was_another_is_refused_and_what_differs_is_named()
    {
        Stop();
        Assert.Contains("request.seed differs", _trainer.Fails<FinetuneException>(Resumable, options => options with { Resume = true, Seed = 2 }));
        Assert.Contains("request.hyperparameters.epochs differs", _trainer.Fails<FinetuneException>(Resumable, options => options with { Resume = true, Hyperparameters = FinetuneHyperparameters.For(6) with { Epochs = 1 } }));
        DatasetSplits other = FakeTrainer.Splits with { Train = new LabelledDataset("train.csv", [.. FakeTrainer.Splits.Train.Items, new("the", ["anger"])]) };
        Assert.Contains("sha256.train differs", Assert.Throws<FinetuneException>(() => _trainer.Run(Resumable, options => options with { Resume = true }, other)).Message);
    }

    [ShellFact]
    public void A_base_that_is_made_of_something_else_now_is_another()
    {
        Stop();
        string config = Path.Combine(_trainer.BasePath, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("{", "{ \"layer_norm_eps\": 0.1,", StringComparison.Ordinal));
        Assert.Contains("sha256.base config.json differs", _trainer.Fails<FinetuneException>(Resumable, options => options with { Resume = true }));
    }

    [ShellFact]
    public void Without_a_stopped_run_there_is_nothing_to_resume() =>
        Assert.Contains("there is no stopped run to go on from", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Resume = true }));

    [ShellFact]
    public void A_trainer_that_dies_with_a_checkpoint_can_go_on()
    {
        string message = _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\necho state > $OUT/checkpoint.pt\nkill -9 $$");
        Assert.Contains("the same command with --resume goes on from it", message);
        _trainer.Run(Resumable, options => options with { Resume = true });
        Assert.Equal("resumed\n", File.ReadAllText(_trainer["history"]));
    }

    [ShellFact]
    public void A_run_that_failed_after_the_training_does_not_train_again()
    {
        // A file that the bundle is to have gets lost meanwhile, and is there the second time.
        string script = $"echo trained >> $WORK/history\nrm $WORK/licence.txt\n{FakeTrainer.Good}\n";
        FinetuneOptions Elsewhere(FinetuneOptions options) => options with { Files = [_trainer["licence.txt"]] };
        File.WriteAllText(_trainer["licence.txt"], "free");
        Assert.Throws<FileNotFoundException>(() => _trainer.Run(script, Elsewhere));
        Assert.False(Directory.Exists(_trainer.Output));
        File.WriteAllText(_trainer["licence.txt"], "free");
        _trainer.Run(script, options => Elsewhere(options) with { Resume = true });
        Assert.Equal("trained\n", File.ReadAllText(_trainer["history"]));
        Assert.Equal("free", File.ReadAllText(Path.Combine(_trainer.Output, "licence.txt")));
    }

    [ShellTheory]
    [InlineData("echo '{}' > $OUT/config.json")]
    [InlineData("echo rubbish > $OUT/float32/model.onnx")]
    [InlineData("head -c 36 /dev/zero > $OUT/dev.f32")]
    public void A_trainer_whose_output_was_no_good_is_asked_again(string spoil)
    {
        string bad = $"{FakeTrainer.Start}\n{FakeTrainer.Export}\n{spoil}\n{FakeTrainer.Done}";
        _trainer.Fails<TrainerException>(bad);
        Assert.False(File.Exists(Path.Combine(_trainer.Work, "done.json")));
        _trainer.Fails<TrainerException>(bad);
        _trainer.Run($"echo again >> $WORK/history\n{FakeTrainer.Good}", options => options with { Resume = true });
        Assert.Equal("again\n", File.ReadAllText(_trainer["history"]));
        Assert.Empty(ModelBundle.Open(_trainer.Output).Verify());
    }

    [ShellFact]
    public void The_checkpoint_of_a_trainer_whose_output_was_no_good_stays()
    {
        string message = _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\n{FakeTrainer.Export}\necho '{{}}' > $OUT/config.json\necho state > $OUT/checkpoint.pt\n{FakeTrainer.Done}");
        Assert.Contains("names other labels", message);
        Assert.Contains("the same command with --resume goes on from it", message);
        _trainer.Run(Resumable, options => options with { Resume = true });
        Assert.Equal("resumed\n", File.ReadAllText(_trainer["history"]));
    }

    [ShellFact]
    public void A_stopped_run_whose_removal_is_cut_short_is_none_that_could_go_on()
    {
        Stop();
        string request = Path.Combine(_trainer.Work, "request.json");
        File.Delete(request);
        Directory.CreateDirectory(request); // can't be deleted as a file
        Assert.ThrowsAny<Exception>(() => _trainer.Run(FakeTrainer.Good, options => options with { Overwrite = true }));
        Assert.False(Directory.Exists(Path.Combine(_trainer.Work, "data")));
        Assert.Contains("there is no stopped run to go on from", _trainer.Fails<FinetuneException>(Resumable, options => options with { Resume = true }));
    }

    [ShellFact]
    public void What_a_failed_run_left_without_a_checkpoint_is_in_nobodys_way()
    {
        _trainer.Fails<TrainerException>("exit 1");
        _trainer.Run(FakeTrainer.Good);
        Assert.True(Directory.Exists(_trainer.Output));
    }

    [ShellFact]
    public void A_work_folder_with_somebody_elses_files_is_left_alone()
    {
        Directory.CreateDirectory(_trainer.Work);
        File.WriteAllText(Path.Combine(_trainer.Work, "mine.txt"), "x");
        Assert.Contains("holds something else", _trainer.Fails<FinetuneException>(FakeTrainer.Good));
        Assert.True(File.Exists(Path.Combine(_trainer.Work, "mine.txt")));
    }

    [ShellFact]
    public void A_trainer_that_does_not_end_when_asked_is_killed()
    {
        using var cancel = new CancellationTokenSource();
        Task<TrainingStoppedException> run = Task.Run(() => Assert.Throws<TrainingStoppedException>(() => _trainer.Run(
            $"trap '' TERM\n{FakeTrainer.Start}\necho $$ > $WORK/pid\ntouch $WORK/running\nwhile true; do sleep 0.05; done", options => options with { StopTimeout = TimeSpan.FromSeconds(1) }, cancellationToken: cancel.Token)));
        WaitUntilRunning();
        cancel.Cancel();
        Assert.False(run.GetAwaiter().GetResult().HasCheckpoint);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark { Text: "the trainer was asked to save a checkpoint and to end; it is given 1 s for it" });
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(_trainer["pid"]).Trim()}"));
    }

    [ShellFact]
    public void A_trainer_that_outlived_its_run_is_ended_before_the_run_goes_on()
    {
        Stop();
        using Process orphan = Process.Start("sh", ["-c", "trap 'echo ended >> \"$0\"; exit' TERM; while true; do sleep 0.05; done", _trainer["history"]]);
        Orphan.Remember(Path.Combine(_trainer.Work, "trainer.pid"), orphan);
        _trainer.Run(Resumable, options => options with { Resume = true });
        Assert.True(orphan.HasExited);
        Assert.Equal("ended\nresumed\n", File.ReadAllText(_trainer["history"]));
    }

    [ShellFact]
    public void A_process_that_only_has_its_number_is_left_alone()
    {
        Stop();
        using Process other = Process.Start("sleep", ["600"]);
        File.WriteAllText(Path.Combine(_trainer.Work, "trainer.pid"), $"{other.Id} {DateTime.UtcNow.AddHours(-1).Ticks}");
        _trainer.Run(Resumable, options => options with { Resume = true });
        Assert.False(other.HasExited);
        other.Kill();
    }

    private TrainingStoppedException Stop()
    {
        using var cancel = new CancellationTokenSource();
        Task<TrainingStoppedException> run = Task.Run(() => Assert.Throws<TrainingStoppedException>(() => _trainer.Run(Resumable, cancellationToken: cancel.Token)));
        WaitUntilRunning();
        cancel.Cancel();
        return run.GetAwaiter().GetResult();
    }

    private void WaitUntilRunning() => Assert.True(SpinWait.SpinUntil(() => File.Exists(_trainer["running"]), TimeSpan.FromMinutes(1)), "The trainer did not start.");
}
