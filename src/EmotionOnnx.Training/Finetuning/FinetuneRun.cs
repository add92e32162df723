using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>One training with what follows it: a calibrated bundle, measured and verified, in the work folder.</summary>
internal sealed class FinetuneRun(FinetunePlan plan, WorkFolder work, TrainerRequest request)
{
    /// <summary>Trains, or goes on, and finishes the bundle; it is not in its place yet.</summary>
    /// <param name="validation">The runs that were made to validate this one; null where there are none.</param>
    public FinetuneResult Run(ValidationRuns? validation = null)
    {
        var history = TrainingHistory.Open(work.History);
        (TrainerEvent.Done done, TimeSpan elapsed) = Train(history);
        try
        {
            return new BundleFinisher(plan, work, request, validation).Run(TrainerOutput.Check(work.TrainerOutput, done), history, elapsed);
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("stopped after the training, while the model was measured.", work.Path, hasCheckpoint: true, e.CancellationToken);
        }
        catch (TrainerException e)
        {
            // What the trainer made is no good: were it remembered as done, a repaired trainer would never be asked.
            File.Delete(work.Done);
            throw WithWhatIsKept(e);
        }
    }

    private (TrainerEvent.Done Done, TimeSpan Elapsed) Train(TrainingHistory history)
    {
        if (plan.Options.Resume && TrainerOutput.Recall(work.Done, work.TrainerOutput) is { } before)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark("the training is done already; what comes after it goes on"));
            return (Wanted(before), history.Recorded);
        }

        plan.Progress?.Report(new FinetuneProgress.TrainerStarting(plan.Options.Trainer, plan.Hyperparameters));
        var process = new TrainerProcess(
            plan.Options.Trainer, work.Request, work.Log, work.Process, new TrainerLimits(plan.Options.TrainerTimeout, plan.Options.StopTimeout), read => Tell(read, history),
            remark => plan.Progress?.Report(new FinetuneProgress.Remark(remark)));
        try
        {
            TrainerEvent.Done done = Wanted(process.Run(plan.CancellationToken));
            history.Save();
            TrainerOutput.Remember(work.Done, done, work.TrainerOutput);
            return (done, history.Recorded);
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("the training was stopped.", work.Path, work.HasCheckpoint, e.CancellationToken);
        }
        catch (TrainerException e)
        {
            throw WithWhatIsKept(e);
        }
    }

    /// <summary>Without the int8 graph where none was asked for: what a trainer gives all the same does not ship.</summary>
    private TrainerEvent.Done Wanted(TrainerEvent.Done done) => plan.Hyperparameters.Quantize ? done : done with { Int8 = null };

    private TrainerException WithWhatIsKept(TrainerException e)
    {
        string kept = work.HasCheckpoint
            ? $"The last checkpoint is kept in {work.Path}: the same command with --resume goes on from it."
            : $"{work.Path} keeps the request, its texts as token ids and the trainer's log until the command is run again.";
        return new TrainerException($"{e.Message}\n{kept}", e);
    }

    private void Tell(TrainerEvent read, TrainingHistory history)
    {
        FinetuneProgress? told = read switch
        {
            TrainerEvent.Started start => new FinetuneProgress.TrainingStarted(start.Steps, start.Device, start.Precision, start.ResumedFrom),
            TrainerEvent.Stepped step => new FinetuneProgress.Step(step.Number, step.Steps, step.Epoch, step.Loss, step.TextsPerSecond),
            TrainerEvent.EpochEnded epoch => new FinetuneProgress.EpochEnded(epoch.Number, epoch.Epochs, epoch.Metrics, epoch.IsBest),
            TrainerEvent.Exported export => new FinetuneProgress.Exported(export.File),
            _ => null,
        };
        switch (told)
        {
            case null:
                return;
            case FinetuneProgress.TrainingStarted started:
                history.Add(started);
                break;
            case FinetuneProgress.EpochEnded ended:
                history.Add(ended);
                break;
        }

        plan.Progress?.Report(told);
    }
}
