using System.Globalization;
using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Output;

/// <summary>Results as a person likes to read them: the text, then a line with a bar for each label.</summary>
internal sealed class ResultTable(CliConsole console, ResultView view, int maxTokens) : IResultWriter
{
    private const int BarWidth = 24;

    // In a pipe a text stays readable but can't be a line of megabytes.
    private const int PipeWidth = 200;

    private readonly TextWriter _output = console.OutputText;
    private readonly bool _color = console.UseColor;
    private bool _isFirst = true;

    public void Write(string text, EmotionResult result)
    {
        if (!_isFirst)
        {
            _output.WriteLine();
        }

        _isFirst = false;
        WriteHeading(text);
        if (view.Groups.Count == 0)
        {
            WriteRows(Select(result.Ranked), result.LabelSet);
        }

        foreach (string grouping in view.Groups)
        {
            if (view.Groups.Count > 1)
            {
                _output.WriteLine($" {Paint(Ansi.Dim, grouping)}");
            }

            WriteRows(Select(result.Group(grouping)), result.LabelSet);
        }

        if (result.IsTruncated)
        {
            _output.WriteLine(Paint(Ansi.Yellow, $"  Only the first {maxTokens} tokens were read; --long window reads them all."));
        }
    }

    private List<LabelScore> Select(IReadOnlyList<LabelScore> ranked)
    {
        if (view.All)
        {
            return [.. ranked];
        }

        if (view.Top is { } top)
        {
            return [.. ranked.Take(top)];
        }

        // Where nothing reaches its threshold, the best is shown for what it is.
        List<LabelScore> present = [.. ranked.Where(label => label.IsPresent)];
        return present.Count > 0 ? present : [ranked[0]];
    }

    private void WriteHeading(string text)
    {
        int width = console.IsOutputTerminal ? Math.Max(20, console.Width - 1) : PipeWidth;
        string shown = string.IsNullOrWhiteSpace(text) ? "(empty)" : TerminalText.Fit(text, width);
        _output.WriteLine(Paint(Ansi.Bold, shown));
    }

    private void WriteRows(List<LabelScore> rows, LabelSet labels)
    {
        int nameWidth = rows.Max(row => TerminalText.Width(TerminalText.Clean(row.Label)));
        bool hasBars = labels.Activation != Activation.None;
        foreach (LabelScore row in rows)
        {
            string name = TerminalText.Clean(row.Label);
            string padding = new(' ', nameWidth - TerminalText.Width(name));
            string score = row.Score.ToString("0.00", CultureInfo.InvariantCulture);
            string bar = hasBars ? $"{ScoreBar.Of(row.Score, BarWidth)}  " : "";
            string remark = row.IsPresent ? "" : "  below its threshold";
            string color = row.IsPresent ? Ansi.ColorOf(labels, row.Label) : Ansi.Dim;
            _output.WriteLine($"  {Paint(color, name)}{padding}  {Paint(color, bar)}{score}{Paint(Ansi.Dim, remark)}");
        }
    }

    private string Paint(string style, string text) => _color && text.Length > 0 ? $"{style}{text}{Ansi.Reset}" : text;
}
