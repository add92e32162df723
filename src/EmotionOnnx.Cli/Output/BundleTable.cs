using System.Globalization;
using Spectre.Console;

namespace EmotionOnnx.Cli.Output;

/// <summary>A model's folder as tables for a person.</summary>
internal static class BundleTable
{
    public static void Write(IAnsiConsole console, ModelBundle bundle)
    {
        LabelSet labels = bundle.Labels;
        var facts = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Fact(facts, "model", bundle.Version is null ? bundle.Name : $"{bundle.Name} {bundle.Version}");
        Fact(facts, "folder", bundle.Path);
        Fact(facts, "language", bundle.Language ?? "not said");
        Fact(facts, "labels", $"{labels.Count}, {Describe(labels.Activation)}");
        Fact(facts, "most tokens", string.Create(CultureInfo.InvariantCulture, $"{bundle.MaxTokens}"));
        Fact(facts, "temperature", bundle.Temperature.ToString("0.###", CultureInfo.InvariantCulture));
        if (!bundle.HasManifest)
        {
            Fact(facts, "emotion.json", "none: a plain Hugging Face export, with default thresholds");
        }

        console.Write(facts);
        WriteLabels(console, labels);
        WriteMetrics(console, bundle.Metrics);
        WriteFiles(console, bundle.Files);
    }

    private static string Describe(Activation activation) => activation switch
    {
        Activation.Sigmoid => "several may hold (sigmoid)",
        Activation.Softmax => "one holds (softmax)",
        _ => "raw outputs",
    };

    private static void WriteLabels(IAnsiConsole console, LabelSet labels)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("label").AddColumn(new TableColumn("threshold").RightAligned());
        LabelGroups[] groupings = [.. labels.Groups.Values.OrderBy(groups => groups.Name, StringComparer.Ordinal)];
        foreach (LabelGroups groups in groupings)
        {
            table.AddColumn(new TableColumn(new Text(TerminalText.Clean(groups.Name))));
        }

        for (int i = 0; i < labels.Count; i++)
        {
            string threshold = ThresholdText(labels, i);
            Row(table, [labels.Names[i], threshold, .. groupings.Select(groups => groups.Names[groups.GroupOf(i)])]);
        }

        console.Write(table);
    }

    // A sigmoid gives at most 1: what is over it was chosen so that the label is not found.
    private static string ThresholdText(LabelSet labels, int label) =>
        !float.IsFinite(labels.Thresholds[label]) ? ""
        : labels.Activation == Activation.Sigmoid && labels.Thresholds[label] > 1 ? "never"
        : labels.Thresholds[label].ToString("0.00", CultureInfo.InvariantCulture);

    private static void WriteMetrics(IAnsiConsole console, IReadOnlyList<BundleMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn("data").AddColumn("split").AddColumn("figure").AddColumn(new TableColumn("value").RightAligned());
        foreach (BundleMetric metric in metrics)
        {
            Row(table, [metric.Data, metric.Split, metric.Name, metric.Value.ToString("0.0000", CultureInfo.InvariantCulture)]);
        }

        console.Write(table);
    }

    private static void WriteFiles(IAnsiConsole console, IReadOnlyList<BundleFile> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn("file").AddColumn(new TableColumn("bytes").RightAligned()).AddColumn("sha256");
        foreach (BundleFile file in files)
        {
            Row(table, [file.Name, file.Size.ToString("N0", CultureInfo.InvariantCulture), file.Sha256[..Math.Min(12, file.Sha256.Length)]]);
        }

        console.Write(table);
    }

    private static void Fact(Grid grid, string name, string value) => grid.AddRow(new Text(name), new Text(TerminalText.Clean(value)));

    private static void Row(Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(TerminalText.Clean(cell))));
}
