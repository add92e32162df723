using System.Globalization;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>What is going on, in words; the same for a bar and for lines.</summary>
internal static class FinetuneText
{
    // 'emotion data check' has all of them.
    private const int MostLabels = 30;

    /// <summary>The lines that are worth keeping; none for what only moves.</summary>
    public static IEnumerable<string> LinesOf(FinetuneProgress progress) => progress switch
    {
        FinetuneProgress.DataChecked data => OfData(data.Report),
        FinetuneProgress.RunStarting run => [OfRun(run)],
        FinetuneProgress.RunEnded run => [OfFigures(run)],
        FinetuneProgress.TrainerStarting starting => [OfStart(starting)],
        FinetuneProgress.TrainingStarted started => [OfTraining(started)],
        FinetuneProgress.EpochEnded epoch => [OfEpoch(epoch)],
        FinetuneProgress.Remark remark => [remark.Text],
        _ => [],
    };

    public static string OfStep(FinetuneProgress.Step step) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {step.Number:N0} of {step.Steps:N0}, epoch {step.Epoch}, loss {step.Loss:0.0000}{(step.TextsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:N0} texts/s") : "")}");

    private static string OfRun(FinetuneProgress.RunStarting run)
    {
        string measured = run.TestTexts == 0 ? "measured on dev" : string.Create(CultureInfo.InvariantCulture, $"measured on {run.TestTexts:N0} that it does not see");
        string seed = string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}");
        string which = run.Name == seed ? seed : $"{run.Name} ({seed})";
        return string.Create(CultureInfo.InvariantCulture, $"run {run.Number} of {run.Runs}: {which}: {run.TrainTexts:N0} texts to train on, {run.DevTexts:N0} for dev, {measured}");
    }

    private static string OfFigures(FinetuneProgress.RunEnded ended)
    {
        ClassificationReport figures = ended.Run.Report;
        string when = ended.IsFromBefore ? " (made before, not again)" : string.Create(CultureInfo.InvariantCulture, $", trained in {ended.Run.TrainingTime:h\\:mm\\:ss}");
        return string.Create(CultureInfo.InvariantCulture, $"{ended.Run.Name}: macro F1 {figures.Macro.F1:0.0000}, micro F1 {figures.Micro.F1:0.0000}, exact match {figures.ExactMatch:0.0000}{when}");
    }

    private static List<string> OfData(DataReport report)
    {
        var lines = new List<string>();
        string splits = string.Join(", ", report.Splits.Select(split => string.Create(CultureInfo.InvariantCulture, $"{split.Name} {split.Rows:N0}")));
        lines.Add($"texts: {splits}; {DataTable.Kind(report)}");
        lines.AddRange(report.Splits.Select(split => OfSplit(report, split)));
        lines.AddRange(report.Remarks);

        // Of rows that can't be read the lines are told here too: they are lost to the training, and whoever starts one may not have run the data check.
        lines.AddRange(report.Problems.SelectMany(problem => problem.Kind == DataProblemKind.Unreadable ? DataProblems.LinesOf(problem) : [DataProblems.LineOf(problem)]));
        return lines;
    }

    private static string OfSplit(DataReport report, SplitReport split)
    {
        string[] labels = [.. report.Labels.Zip(split.LabelCounts).OrderByDescending(label => label.Second).Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.First} {label.Second:N0}"))];
        string more = labels.Length > MostLabels ? string.Create(CultureInfo.InvariantCulture, $" and {labels.Length - MostLabels:N0} more labels") : "";
        string lengths = split.Lengths is { } tokens
            ? string.Create(CultureInfo.InvariantCulture, $"; tokens: median {tokens.Median:N0}, 95 % {tokens.Percentile95:N0}, longest {tokens.Longest:N0}; {tokens.Cut:N0} texts ({100.0 * tokens.Cut / split.Rows:0.0} %) have more than {report.MaxTokens:N0}")
            : "";
        return $"{split.Name}: {string.Join(", ", labels.Take(MostLabels))}{more}{lengths}";
    }

    private static string OfStart(FinetuneProgress.TrainerStarting starting)
    {
        FinetuneHyperparameters h = starting.Hyperparameters;
        return string.Create(CultureInfo.InvariantCulture, $"training: {h.Epochs} epochs, batches of {h.BatchSize}, rates {h.EncoderRate} and {h.HeadRate} (head)");
    }

    private static string OfTraining(FinetuneProgress.TrainingStarted started)
    {
        string precision = started.Precision.Length > 0 ? $" in {started.Precision}" : "";
        string resumed = started.ResumedFrom > 0 ? string.Create(CultureInfo.InvariantCulture, $", going on from step {started.ResumedFrom:N0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{started.Steps:N0} steps on {started.Device}{precision}{resumed}");
    }

    private static string OfEpoch(FinetuneProgress.EpochEnded epoch)
    {
        string metrics = string.Join(", ", epoch.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:0.0000}")));
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Number} of {epoch.Epochs}: dev {metrics}{(epoch.IsBest ? " (best so far)" : "")}");
    }
}
