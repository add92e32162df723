using System.Globalization;
using EmotionOnnx.Training;
using Spectre.Console;

namespace EmotionOnnx.Cli.Output;

/// <summary>An evaluation as tables for a person.</summary>
internal static class EvaluationTable
{
    /// <param name="console">Where to.</param>
    /// <param name="report">The figures.</param>
    /// <param name="hasThresholds">Whether the model has thresholds; one whose labels exclude each other mostly has none.</param>
    /// <param name="choices">What the command offers where labels have no text; empty where it offers nothing.</param>
    public static void Write(IAnsiConsole console, EvaluationReport report, bool hasThresholds, string choices = "")
    {
        double seconds = report.Elapsed.TotalSeconds;
        ClassificationReport figures = report.Report;
        string decision = report.Decision == Decision.Top ? "the best label alone"
            : report.Activation == Activation.Softmax ? (hasThresholds ? "the best label, where it reaches its threshold" : "the best label")
            : "labels over their thresholds";
        Line(console, string.Create(CultureInfo.InvariantCulture, $"{report.Data}: {figures.Rows:N0} texts in {seconds:0.0} s ({(seconds > 0 ? figures.Rows / seconds : 0):N0}/s), {report.Grouping ?? "labels"}, {decision}"));
        foreach ((string label, int count) in report.IgnoredLabels)
        {
            Line(console, $"  ignored: '{label}' of {count} {(count == 1 ? "text" : "texts")}");
        }

        if (report.LeftOut > 0)
        {
            Line(console, $"  left out: {report.LeftOut} {(report.LeftOut == 1 ? "text that has" : "texts that have")} only ignored labels");
        }

        WriteLabels(console, report.Grouping ?? "label", figures);
        WriteSummary(console, report, choices);
    }

    private static void WriteLabels(IAnsiConsole console, string what, ClassificationReport figures)
    {
        Table table = NewTable(what, "precision", "recall", "F1", "support", "predicted");
        foreach (LabelMetrics label in figures.Labels.OrderByDescending(label => label.Support))
        {
            Row(table, label.Label, Figure(label.Precision), Figure(label.Recall), Figure(label.F1), Count(label.Support), Count(label.Predicted));
        }

        console.Write(table);
    }

    private static void WriteSummary(IAnsiConsole console, EvaluationReport report, string choices)
    {
        Table table = NewTable("", "macro F1", "micro F1", "precision", "recall", "exact match", "calibration error");
        AddSummary(table, report.Grouping ?? "labels", report.Report);
        foreach ((string grouping, ClassificationReport rollUp) in report.RollUps)
        {
            AddSummary(table, grouping, rollUp);
        }

        console.Write(table);
        Line(console, "precision and recall are macro averages; the calibration error is over all decisions, in 15 bins.");
        int absent = report.Report.Labels.Count(label => label.Support == 0);
        if (absent > 0)
        {
            Line(console, $"{absent} of {report.Report.Labels.Count} labels {(absent == 1 ? "has no text here and counts" : "have no text here and count")} as 0 in the macro averages{choices}.");
        }
    }

    private static void AddSummary(Table table, string name, ClassificationReport figures) => Row(
        table,
        name,
        Figure(figures.Macro.F1),
        Figure(figures.Micro.F1),
        Figure(figures.Macro.Precision),
        Figure(figures.Macro.Recall),
        Figure(figures.ExactMatch),
        figures.ExpectedCalibrationError is { } error ? Figure(error) : "");

    private static Table NewTable(params ReadOnlySpan<string> columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(new Text(columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true };
            table.AddColumn(column);
        }

        return table;
    }

    // Text and not markup: a label may hold brackets.
    private static void Row(Table table, params ReadOnlySpan<string> cells)
    {
        var row = new List<Text>();
        foreach (string cell in cells)
        {
            row.Add(new Text(TerminalText.Clean(cell)));
        }

        table.AddRow(row);
    }

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(TerminalText.Clean(text) + "\n"));

    private static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
