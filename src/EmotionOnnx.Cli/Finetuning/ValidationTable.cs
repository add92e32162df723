using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;
using Spectre.Console;

namespace EmotionOnnx.Cli.Finetuning;

/// <summary>Several runs for a person: a line each, mean and deviation, and what the figures are of.</summary>
internal static class ValidationTable
{
    public static void Write(CliConsole console, ValidationReport result)
    {
        IAnsiConsole ansi = SpectreConsole.ForOutput(console);
        IReadOnlyList<ValidationFigure> figures = result.Figures;
        Table table = new Table().Border(TableBorder.Simple);
        foreach ((int i, string column) in ((string[])["run", "seed", "texts", .. figures.Select(figure => figure.Name)]).Index())
        {
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach ((int i, ValidationRun run) in result.Runs.Index())
        {
            Row(table, run.Name, run.Seed.ToString(CultureInfo.InvariantCulture), run.Report.Rows.ToString("N0", CultureInfo.InvariantCulture), figures.Select(figure => figure.Values[i]));
        }

        Row(table, "mean", "", "", figures.Select(figure => figure.Mean));
        Row(table, "deviation", "", "", figures.Select(figure => figure.Deviation));
        if (result.Pooled is { } pooled)
        {
            Row(table, "all folds together", "", pooled.Rows.ToString("N0", CultureInfo.InvariantCulture), [pooled.Macro.F1, pooled.Micro.F1, pooled.ExactMatch]);
        }

        ansi.Write(table);
        ansi.Write(new Text(Meaning(result) + "\n"));
    }

    private static string Meaning(ValidationReport result) => (result.Kind, result.MeasuredOn) switch
    {
        (ValidationKind.Folds, _) => "Each fold's figures are of the texts that its run held out, with epoch, thresholds and temperature from a dev split of its own. Deviation: standard deviation of the runs (n - 1). The model below was made after them, of all folds.",
        (_, "test") => "Each run's figures are of test, with epoch, thresholds and temperature from dev. Deviation: standard deviation of the runs (n - 1). The model below is the first run's, whichever is best.",
        _ => "Each run's figures are of dev, on which its epoch, thresholds and temperature were chosen: they flatter, and only their deviation tells something; --test or --test-share gives honest ones. Deviation: standard deviation of the runs (n - 1). The model below is the first run's, whichever is best.",
    };

    private static void Row(Table table, string name, string seed, string texts, IEnumerable<double> figures)
    {
        string[] values = [.. figures.Select(figure => figure.ToString("0.0000", CultureInfo.InvariantCulture))];
        string[] cells = [name, seed, texts, .. values, .. Enumerable.Repeat("", table.Columns.Count - 3 - values.Length)];
        table.AddRow(cells.Select(cell => new Text(TerminalText.Clean(cell))));
    }
}
