using System.Diagnostics;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>One fine-tuning, step by step.</summary>
internal sealed class FinetuneRun(FinetunePlan plan)
{
    public FinetuneResult Run()
    {
        plan.Progress?.Report(new FinetuneProgress.DataChecked(plan.Report));
        using WorkFolder work = WorkFolder.Open(plan.Output, plan.Options.Resume, plan.Options.Overwrite, plan.Options.StopTimeout);
        TrainerRequest request = new RunPreparation(plan, work).Run();
        long start = Stopwatch.GetTimestamp();
        var epochs = new List<FinetuneProgress.EpochEnded>();
        TrainerEvent.Done done = Train(work, epochs);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        try
        {
            FinetuneResult result = new BundleFinisher(plan, work, request).Run(TrainerOutput.Check(work.TrainerOutput, done), epochs, elapsed);
            if (!plan.Options.KeepWork)
            {
                work.Delete();
            }

            return result;
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("stopped after the training, while the model was measured.", work.Path, hasCheckpoint: true, e.CancellationToken);
        }
    }

    private TrainerEvent.Done Train(WorkFolder work, List<FinetuneProgress.EpochEnded> epochs)
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
