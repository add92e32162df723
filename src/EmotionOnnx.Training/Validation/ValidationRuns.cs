using System.Globalization;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Validation;

/// <summary>
/// Makes the runs that validate a fine-tuning, one after the other. Of each the figures are kept as soon as it is done, and its work folder goes, so that the disk never holds more
/// than one of them; a stopped one goes on.
/// </summary>
internal sealed class ValidationRuns(FinetunePlan plan, ValidationPlan validation, WorkFolder work)
{
    private readonly List<ValidationRun> _finished = [];

    /// <summary>How many are done.</summary>
    public int Finished => _finished.Count;

    public string FinishedText => string.Create(CultureInfo.InvariantCulture, $"The figures of {Finished} finished {(Finished == 1 ? "run" : "runs")} are kept in {work.Path}; --resume does not make {(Finished == 1 ? "it" : "them")} again.");

    private int Total => validation.Runs.Count + 1;

    /// <summary>Makes those that were not made before.</summary>
    public void Run()
    {
        foreach (string remark in validation.Remarks)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark(remark));
        }

        IReadOnlyList<ValidationRun> before = plan.Options.Resume ? ValidationFile.ReadRuns(work.FinishedRuns) : [];
        foreach (PlannedRun run in validation.Runs)
        {
            Tell(run.Name, Finished + 1, run.Plan);
            if (before.FirstOrDefault(done => done.Name == run.Name) is { } done)
            {
                _finished.Add(done);
                plan.Progress?.Report(new FinetuneProgress.RunEnded(done, IsFromBefore: true));
            }
            else
            {
                _finished.Add(Make(run));
                ValidationFile.WriteRuns(work.FinishedRuns, validation, _finished);
                plan.Progress?.Report(new FinetuneProgress.RunEnded(_finished[^1], IsFromBefore: false));
            }

            if (!plan.Options.KeepWork)
            {
                work.DeleteRun(run.Name);
            }
        }
    }

    /// <summary>Tells that the run begins that makes the model.</summary>
    public void TellLast() => Tell(validation.Options.Kind == ValidationKind.Folds ? "the model" : ValidationPlan.NameOf(plan.Options.Seed), Total, plan);

    /// <summary>The result, with the run that makes the model where it is one of the repeats.</summary>
    public ValidationReport With(FinetunePlan last, CalibrationReport calibration, TimeSpan elapsed) => new()
    {
        Kind = validation.Options.Kind,
        MeasuredOn = validation.MeasuredOn,
        Runs = validation.Options.Kind == ValidationKind.Folds ? [.. _finished] : [FiguresOf(ValidationPlan.NameOf(last.Options.Seed), last, calibration, elapsed), .. _finished],
    };

    private static ValidationRun FiguresOf(string name, FinetunePlan of, CalibrationReport calibration, TimeSpan elapsed) => new()
    {
        Name = name,
        Seed = of.Options.Seed,
        TrainTexts = of.Splits.Train.Items.Count,
        DevTexts = of.Splits.Dev.Items.Count,
        Temperature = calibration.Temperature,
        Report = (calibration.Test ?? calibration.Dev).Report,
        TrainingTime = elapsed,
    };

    private ValidationRun Make(PlannedRun run)
    {
        WorkFolder? folder = null;
        try
        {
            plan.CancellationToken.ThrowIfCancellationRequested();
            folder = work.OpenRun(run.Name, plan.Options.Resume, plan.Options.StopTimeout);
            FinetunePlan its = run.Plan with { Options = run.Plan.Options with { Resume = folder.HasRecord } };
            FinetuneResult result = new FinetuneRun(its, folder, new RunPreparation(its, folder).Run()).Run();
            return FiguresOf(run.Name, its, result.Calibration, result.TrainingTime);
        }
        catch (OperationCanceledException e)
        {
            // Between two runs, or before the trainer began, there is nothing to go on from but what is finished.
            var stopped = e as TrainingStoppedException;
            string kept = Finished == 0 ? "" : $" {FinishedText}";
            throw new TrainingStoppedException($"{run.Name}: {stopped?.Message ?? "stopped before its training."}{kept}", work.Path, stopped?.HasCheckpoint ?? folder?.HasCheckpoint ?? false, e.CancellationToken) { FinishedRuns = Finished };
        }
        catch (TrainerException e)
        {
            throw new TrainerException($"{run.Name}: {e.Message}{(Finished == 0 ? "" : $"\n{FinishedText}")}", e);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private void Tell(string name, int number, FinetunePlan its) => plan.Progress?.Report(new FinetuneProgress.RunStarting(
        name, number, Total, its.Options.Seed, its.Splits.Train.Items.Count, its.Splits.Dev.Items.Count, its.Splits.Test?.Items.Count ?? 0));
}
