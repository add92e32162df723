using System.Globalization;
using System.Text;

namespace EmotionOnnx.Training.Validation;

/// <summary>A validation in the model card, after the model's own figures.</summary>
internal static class ValidationCard
{
    private const string FileName = "README.md";

    /// <summary>Adds the section and makes the hashes right again.</summary>
    public static void Write(string bundle, ValidationReport result)
    {
        string path = Path.Combine(bundle, FileName);
        File.WriteAllText(path, $"{File.ReadAllText(path).TrimEnd()}\n\n{Markdown(result)}");
        BundleSealer.Seal(bundle);
    }

    /// <summary>A heading, what the figures are of, and a table with a line per run, mean and deviation.</summary>
    public static string Markdown(ValidationReport result)
    {
        var text = new StringBuilder();
        Line(text, $"## {ValidationText.Title(result)}");
        Line(text, $"{ValidationText.Meaning(result)}");
        Line(text, $"");
        IReadOnlyList<ValidationFigure> figures = result.Figures;
        Line(text, $"| run | seed | texts |{string.Concat(figures.Select(figure => $" {figure.Name} |"))}");
        Line(text, $"|---|--:|--:|{string.Concat(figures.Select(_ => "--:|"))}");
        foreach ((int i, ValidationRun run) in result.Runs.Index())
        {
            Line(text, $"| {run.Name} | {run.Seed} | {run.Report.Rows} |{Cells(figures.Select(figure => figure.Values[i]))}");
        }

        Line(text, $"| **mean** | | |{Cells(figures.Select(figure => figure.Mean))}");
        Line(text, $"| **deviation** | | |{Cells(figures.Select(figure => figure.Deviation))}");
        if (result.Pooled is { } pooled)
        {
            Line(text, $"| all folds together | | {pooled.Rows} | {pooled.Macro.F1:0.0000} | {pooled.Micro.F1:0.0000} | {pooled.ExactMatch:0.0000} | |");
        }

        return text.ToString();
    }

    private static string Cells(IEnumerable<double> values) => string.Concat(values.Select(value => string.Create(CultureInfo.InvariantCulture, $" {value:0.0000} |")));

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
