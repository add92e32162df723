namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>The epochs as the trainer told them.</summary>
internal static class TrainingSection
{
    private const string Chosen = "macro_f1";

    public static Section Of(ReportSource source)
    {
        FinetuneResult result = source.Result;
        var blocks = new List<Block>();
        if (result.Epochs.Count == 0)
        {
            blocks.Add(new Paragraph("The trainer told of no epochs."));
        }
        else
        {
            string kept = result.Hyperparameters.KeepBest ? "the epoch with the highest macro-F1 is kept" : "the last epoch is kept";
            blocks.Add(new Paragraph($"As the trainer measured them on dev, before thresholds were chosen (each label counts from 0.5 on); {kept}."));
            blocks.Add(Epochs(result.Epochs));
            blocks.AddRange(Curve(result.Epochs));
        }

        return new Section("training", "Training", blocks);
    }

    private static Table Epochs(IReadOnlyList<FinetuneProgress.EpochEnded> epochs)
    {
        string[] metrics = [.. epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        return new Table("", ["epoch", .. metrics.Select(PlainText.Label), "best so far"], [.. epochs.Select(epoch => new Row([
            $"{Figure.Of(epoch.Number)} of {Figure.Of(epoch.Epochs)}", .. metrics.Select(metric => epoch.Metrics.TryGetValue(metric, out double value) ? Figure.Of(value) : "–"), epoch.IsBest ? "yes" : ""]))]);
    }

    private static IEnumerable<Block> Curve(IReadOnlyList<FinetuneProgress.EpochEnded> epochs)
    {
        FinetuneProgress.EpochEnded[] measured = [.. epochs.Where(epoch => epoch.Metrics.TryGetValue(Chosen, out double value) && value is >= 0 and <= 1)];
        if (measured.Length > 1)
        {
            int best = Array.FindLastIndex(measured, epoch => epoch.IsBest);
            yield return new Curve("macro-F1 on dev by epoch", "macro-F1", [.. measured.Select(epoch => epoch.Number)], [.. measured.Select(epoch => epoch.Metrics[Chosen])], best);
        }
    }
}
