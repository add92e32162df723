using EmotionOnnx.Training.Reporting;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>A fine-tuning from checked data to a bundle in its place: the runs that validate it, if any, then the one that makes the model.</summary>
internal sealed class FinetuneJob(FinetunePlan plan)
{
    public FinetuneResult Run()
    {
        plan.Progress?.Report(new FinetuneProgress.DataChecked(plan.Report));
        using WorkFolder work = WorkFolder.Open(WorkFolder.PathFor(plan.Output), plan.Options.Resume, plan.Options.Overwrite, plan.Options.StopTimeout);

        try
        {
            return Run(work);
        }
        catch (IOException e) when (work.HasRecord && e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            // A disk that is full does not say of what.
            throw new IOException($"{e.Message.TrimEnd(' ', '.')}. What is done is kept in {work.Path}: the same command with --resume goes on.", e) { HResult = e.HResult };
        }
    }

    private FinetuneResult Run(WorkFolder work)
    {
        // The request comes first: by it a later --resume sees whether it is the same fine-tuning, also where it was stopped among the other runs.
        TrainerRequest request = Prepare(work);
        ValidationRuns? validation = plan.Validation is null ? null : new ValidationRuns(plan, plan.Validation, work);
        validation?.Run();
        FinetuneResult result = Make(work, request, validation);

        foreach (string sign in Fruitless.Signs(result))
        {
            plan.Progress?.Report(new FinetuneProgress.Remark(sign));
        }

        // What takes time or can fail for want of room is done before anything comes into its place.
        using ReportFiles? report = plan.Options.Report is { } path ? ReportFiles.Stage(path, FinetuneReport.Of(result)) : null;
        if (result.Validation is not null)
        {
            ValidationFile.Write(ValidationFile.PathFor(plan.Output), result.Validation);
        }

        OutputFolder.Place(work.Bundle, plan.Output, work.Replaced, plan.Options.Overwrite);
        report?.Commit();
        ValidationFile.DeleteStale(plan);
        if (!plan.Options.KeepWork)
        {
            work.Delete();
        }

        return result;
    }

    private TrainerRequest Prepare(WorkFolder work)
    {
        try
        {
            return new RunPreparation(plan, work).Run();
        }
        catch when (!plan.Options.Resume && !plan.Options.KeepWork)
        {
            // Nothing has been trained that could go on.
            work.Delete();
            throw;
        }
    }

    private FinetuneResult Make(WorkFolder work, TrainerRequest request, ValidationRuns? validation)
    {
        validation?.TellLast();
        try
        {
            return new FinetuneRun(plan, work, request).Run(validation);
        }
        catch (TrainingStoppedException e) when (validation is not null)
        {
            throw new TrainingStoppedException($"{e.Message} {validation.FinishedText}", work.Path, e.HasCheckpoint, e.CancellationToken) { FinishedRuns = validation.Finished };
        }
        catch (TrainerException e) when (validation is not null)
        {
            throw new TrainerException($"{e.Message}\n{validation.FinishedText}", e);
        }
    }
}
