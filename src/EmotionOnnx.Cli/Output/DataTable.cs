using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Training;
using Spectre.Console;

namespace EmotionOnnx.Cli.Output;

/// <summary>A data check as tables for a person.</summary>
internal static class DataTable
{
    public static void Write(CliConsole output, DataReport report)
    {
        IAnsiConsole console = SpectreConsole.ForOutput(output);
        foreach (string remark in report.Remarks)
        {
            Line(output, $"{remark}.");
        }

        WriteSplits(output, console, report);
        WriteLabels(output, console, report);
        DataProblems.Write(line => Line(output, line), report.Problems);
        Line(output, report.Stops ? "No training begins on this." : report.Problems.Count == 0 ? "All is well." : "A training can begin.");
    }

    /// <summary>What the labels are like, in a few words.</summary>
    public static string Kind(DataReport report)
    {
        string kind = report.Kind == LabelKind.SingleLabel ? "one per text" : "any number per text";
        string guessed = report.IsKindGuessed ? $", as the data looks (--kind {(report.Kind == LabelKind.SingleLabel ? "multi" : "single")} says otherwise)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{report.Labels.Count} labels, {kind}{guessed}");
    }

    private static void WriteSplits(CliConsole output, IAnsiConsole console, DataReport report)
    {
        Table table = NewTable("split", "texts", "empty", "no label", "several", "duplicates", "conflicts", "unreadable", "median", "95 %", "longest", "cut");
        foreach (SplitReport split in report.Splits)
        {
            TokenLengths lengths = split.Lengths ?? default;
            string cut = split.Rows == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Count(lengths.Cut)} ({100.0 * lengths.Cut / split.Rows:0.0} %)");
            Row(
                table, split.Name, Count(split.Rows), Count(split.Empty), Count(split.Unlabelled), Count(split.SeveralLabels), Count(split.Duplicates), Count(split.Conflicts), Count(split.Unreadable),
                Count(lengths.Median), Count(lengths.Percentile95), Count(lengths.Longest), cut);
        }

        console.Write(table);
        Line(output, string.Create(CultureInfo.InvariantCulture, $"median, 95 %, longest: tokens of a text; cut: texts with more than {report.MaxTokens}."));
        foreach (SplitOverlap overlap in report.Overlaps.Where(overlap => overlap.Rows > 0))
        {
            string texts = overlap.Rows == 1 ? $"1 text of {overlap.Second} is" : $"{Count(overlap.Rows)} texts of {overlap.Second} are";
            Line(output, $"{overlap.First} and {overlap.Second}: {texts} in {overlap.First} too ({Count(overlap.Exact)} to the letter, {Count(overlap.Conflicting)} with other labels).");
        }
    }

    private static void WriteLabels(CliConsole output, IAnsiConsole console, DataReport report)
    {
        Line(output, $"{Kind(report)}:");
        Table table = NewTable(["label", .. report.Splits.Select(split => split.Name)]);
        foreach ((int i, string label) in report.Labels.Index())
        {
            Row(table, [label, .. report.Splits.Select(split => Count(split.LabelCounts[i]))]);
        }

        console.Write(table);
    }

    private static Table NewTable(params ReadOnlySpan<string> columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int i = 0; i < columns.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        }

        return table;
    }

    private static void Row(Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(TerminalText.Clean(cell))));

    // Not through Spectre.Console, which breaks lines where a pipe has no edge.
    private static void Line(CliConsole output, string text) => output.OutputText.WriteLine(TerminalText.Clean(text));

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
