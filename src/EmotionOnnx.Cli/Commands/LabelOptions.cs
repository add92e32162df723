using System.CommandLine;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>The options that say where a file has its labels and what they mean; for every command that reads labelled texts.</summary>
internal sealed class LabelOptions
{
    private readonly TableOptions _table = new();

    private readonly Option<string> _labels = new("--labels", "--label", "-l")
    {
        Description = "The column (in .jsonl, the property: a string or an array) with the labels.",
        HelpName = "COLUMN",
        DefaultValueFactory = static _ => "labels",
    };

    private readonly Option<char?> _separator = new("--separator")
    {
        Description = "What stands between two labels of a cell: one character, or 'tab'. Default: a comma.",
        HelpName = "CHAR",
        CustomParser = static result => Characters.Parse(result),
    };

    private readonly Option<string?> _map = new Option<string?>("--map")
    {
        Description = "Renames the data's labels first: a file with lines of LABEL, a tab, and the model's label (several with commas; - drops it).",
        HelpName = "FILE",
    }.RefuseEmpty();

    private readonly Option<string> _unknown = new("--unknown-labels")
    {
        Description = "A label that the model does not have: error, or ignore (a text with no other label is left out).",
        HelpName = "error|ignore",
        DefaultValueFactory = static _ => "error",
    };

    public LabelOptions() => _unknown.AcceptOnlyFromAmong("error", "ignore");

    public void AddTo(Command command)
    {
        _table.AddTo(command);
        foreach (Option option in (ReadOnlySpan<Option>)[_labels, _separator, _map, _unknown])
        {
            command.Add(option);
        }
    }

    public LabelMap? Map(ParseResult result) => result.GetValue(_map) is { } path ? LabelMap.Load(path) : null;

    public UnknownLabels UnknownLabels(ParseResult result) =>
        result.GetValue(_unknown) == "ignore" ? Training.UnknownLabels.Ignore : Training.UnknownLabels.Error;

    /// <summary>Reads a labelled file and says which rows could not be read.</summary>
    public LabelledDataset Load(string path, ParseResult result, CliConsole console, CancellationToken cancellationToken)
    {
        TextTableOptions options = _table.Read(result) with { LabelsColumn = result.GetValue(_labels), LabelSeparator = result.GetValue(_separator) ?? ',' };
        using TextTableReader reader = InputFile.Open(path, options, console);
        var data = LabelledDataset.Read(reader, cancellationToken);
        UnreadableRows.Report(data, console);
        return data;
    }
}
