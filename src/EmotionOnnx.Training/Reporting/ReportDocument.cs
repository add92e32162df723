using EmotionOnnx.Training.Reporting.Sections;

namespace EmotionOnnx.Training.Reporting;

/// <summary>A run as a document: the figures first, then what is behind them, then how it was made.</summary>
internal static class ReportDocument
{
    public static Document Of(FinetuneResult result)
    {
        var source = new ReportSource(result);
        DataReport data = result.Data;
        string texts = string.Join(", ", data.Splits.Select(split => $"{split.Name} {Figure.Of(split.Rows)}"));
        string name = result.Options.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(result.Output)));
        string version = result.Options.Version is { } number ? $" {number}" : "";
        Section[] all =
        [
            HeadlineSection.Of(source),
            .. result.Validation is { } validation ? [ValidationSection.Of(validation)] : Array.Empty<Section>(),
            LabelSection.Of(source),
            ConfusionSection.Of(source),
            CalibrationSection.Of(source),
            ErrorSection.Of(source),
            QuantizationSection.Of(source),
            TrainingSection.Of(source),
            DataSection.Of(source),
            RunSection.Of(source),
        ];
        string subtitle = $"{Figure.Of(data.Labels.Count)} labels, {(source.IsSingleLabel ? "one per text" : "any number per text")}. Texts: {texts}. This report quotes texts of the data; the model's folder has none.";
        return new Document($"{PlainText.Label(name + version)}: a fine-tuning's report", subtitle, all);
    }
}
