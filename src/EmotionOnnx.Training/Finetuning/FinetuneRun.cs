using System.Diagnostics;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>One training with what follows it: a calibrated bundle, measured and verified, in the work folder.</summary>
internal sealed class FinetuneRun(FinetunePlan plan, WorkFolder work, TrainerRequest request)
{
    /// <summary>Trains, or goes on, and finishes the bundle; it is not in its place yet.</summary>
    /// <param name="validation">The runs that were made to validate this one; null where there are none.</param>
    public FinetuneResult Run(ValidationRuns? validation = null)
    {
        long start = Stopwatch.GetTimestamp();
        var epochs = new List<FinetuneProgress.EpochEnded>();
        TrainerEvent.Done done = Train(epochs);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        try
        {
            return new BundleFinisher(plan, work, request, validation).Run(TrainerOutput.Check(work.TrainerOutput, done), epochs, elapsed);
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("stopped after the training, while the model was measured.", work.Path, hasCheckpoint: true, e.CancellationToken);
        }
    }

    private TrainerEvent.Done Train(List<FinetuneProgress.EpochEnded> epochs)
    {
        if (plan.Options.Resume && TrainerOutput.Recall(work.Done, work.TrainerOutput) is { } before)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark("the training is done already; what comes after it goes on"));
            return before;
        }

        plan.Progress?.Report(new FinetuneProgress.TrainerStarting(plan.Options.Trainer, plan.Hyperparameters));
        var process = new TrainerProcess(
            plan.Options.Trainer, work.Request, work.Log, work.Process, new TrainerLimits(plan.Options.TrainerTimeout, plan.Options.StopTimeout), read => Tell(read, epochs));
        try
        {
            TrainerEvent.Done done = process.Run(plan.CancellationToken);
            TrainerOutput.Remember(work.Done, done, work.TrainerOutput);
            return done;
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("the training was stopped.", work.Path, work.HasCheckpoint, e.CancellationToken);
        }
        catch (TrainerException e) when (work.HasCheckpoint)
        {
            throw new TrainerException($"{e.Message}\nThe last checkpoint is kept in {work.Path}: the same command with --resume goes on from it.", e);
        }
    }

    private void Tell(TrainerEvent read, List<FinetuneProgress.EpochEnded> epochs)
    {
        FinetuneProgress? told = read switch
        {
            TrainerEvent.Started start => new FinetuneProgress.TrainingStarted(start.Steps, start.Device, start.Precision, start.ResumedFrom),
            TrainerEvent.Stepped step => new FinetuneProgress.Step(step.Number, step.Steps, step.Epoch, step.Loss, step.TextsPerSecond),
            TrainerEvent.EpochEnded epoch => new FinetuneProgress.EpochEnded(epoch.Number, epoch.Epochs, epoch.Metrics, epoch.IsBest),
            TrainerEvent.Exported export => new FinetuneProgress.Exported(export.File),
            _ => null,
        };
        if (told is FinetuneProgress.EpochEnded ended)
        {
            epochs.Add(ended);
        }

        if (told is not null)
        {
            plan.Progress?.Report(told);
        }
    }
}
