using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>The texts where the model was surest and wrong.</summary>
internal static class ErrorSection
{
    public const int Most = 30;

    public static Section Of(ReportSource source)
    {
        WorstError[] errors = [.. WorstError.Of(source).OrderByDescending(error => error.Loss).ThenBy(error => error.Row)];
        if (errors.Length == 0)
        {
            return new Section("errors", "The worst errors", [new Paragraph($"There is none: every text of {source.Split} is decided as it is labelled.")]);
        }

        string loss = source.IsSingleLabel ? "the negative logarithm of the probability of the label that holds" : "the cross-entropy, summed over the labels";
        string how = $"{Figure.Of(errors.Length)} of {Figure.Of(source.Gold.Rows)} texts of {source.Split} are not decided as they are labelled; these are the {Figure.Of(Math.Min(Most, errors.Length))} with the highest loss ({loss}). They are worth reading: some may be mistakes of the labels.";
        return new Section("errors", "The worst errors", [new Paragraph(how), new Cases([.. errors.Take(Most).Select(error => CaseOf(source, error))])]);
    }

    private static Case CaseOf(ReportSource source, WorstError error)
    {
        LabelledText item = source.Data.Items[error.Row];
        return new Case(
            string.IsNullOrWhiteSpace(item.Text) ? "(empty)" : PlainText.Excerpt(item.Text),
            Words(source, error.Row, source.Gold),
            Words(source, error.Row, source.Found),
            error.Loss.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
            Place.LineOf(source.Data, item));
    }

    private static string Words(ReportSource source, int row, LabelMatrix labels)
    {
        string[] words = [.. Enumerable.Range(0, labels.Columns).Where(label => labels[row, label]).OrderByDescending(label => source.Score(row, label)).Select(label => $"{source.Names[label]} {Figure.Percent(source.Score(row, label))}")];
        return words.Length == 0 ? "nothing" : string.Join(", ", words);
    }
}
