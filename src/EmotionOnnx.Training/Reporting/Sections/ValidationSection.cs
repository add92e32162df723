using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>Cross-validation, or repeats with other seeds: how much one run's figures move.</summary>
internal static class ValidationSection
{
    public static Section Of(ValidationReport validation)
    {
        var blocks = new List<Block> { new Paragraph(ValidationText.Meaning(validation).Replace("**", "", StringComparison.Ordinal)), Figures(validation), Runs(validation) };
        if (validation.Pooled is { } pooled)
        {
            blocks.Add(new Paragraph($"All folds together, every text counted once: macro-F1 {Figure.Of(pooled.Macro.F1)}, micro-F1 {Figure.Of(pooled.Micro.F1)}, exact match {Figure.Of(pooled.ExactMatch)}. F1 of summed counts does not suffer where a fold holds out few texts of a label."));
            blocks.Add(Pooled(pooled.Labels));
        }

        return new Section("validation", ValidationText.Title(validation), blocks);
    }

    private static Table Figures(ValidationReport validation) => new("", ["", "mean", "standard deviation", "lowest", "highest"], [.. validation.Figures.Select(figure =>
        new Row([figure.Name, Figure.Of(figure.Mean), Figure.Of(figure.Deviation), Figure.Of(figure.Values.Min()), Figure.Of(figure.Values.Max())]))]);

    private static Table Runs(ValidationReport validation) => new(
        "Each run.",
        ["run", "seed", "train", "dev", "measured on", .. validation.Figures.Select(figure => figure.Name), "temperature", "time"],
        [.. validation.Runs.Select((run, i) => new Row([
            run.Name, Figure.Plain(run.Seed), Figure.Of(run.TrainTexts), Figure.Of(run.DevTexts), Figure.Of(run.Report.Rows),
            .. validation.Figures.Select(figure => Figure.Of(figure.Values[i])), Figure.Plain(Math.Round(run.Temperature, 4)), Figure.Time(run.TrainingTime)]))]);

    private static Table Pooled(IReadOnlyList<LabelMetrics> labels) => new(
        "Each label with the counts of all folds together.",
        ["label", "texts", "found", "precision", "recall", "F1"],
        [.. labels.Index().OrderByDescending(label => label.Item.Support).ThenBy(label => label.Index).Select(label => label.Item).Select(label => new Row(
            [PlainText.Label(label.Label), Figure.Of(label.Support), Figure.Of(label.Predicted), Figure.Of(label.Precision), Figure.Of(label.Recall), Figure.Of(label.F1)],
            [label.Precision, label.Recall, label.F1]))]);
}
