using System.Globalization;
using System.Text;

namespace EmotionOnnx.Training.Reporting;

/// <summary>A document as Markdown with GitHub's tables.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    private MarkdownPage()
    {
    }

    public static string Of(Document document)
    {
        var page = new MarkdownPage();
        page.Line($"# {MarkdownText.Escape(document.Title)}");
        page.Line(MarkdownText.Escape(document.Subtitle));
        foreach (Section section in document.Sections)
        {
            page.Line("");
            page.Line($"## {MarkdownText.Escape(section.Title)}");
            foreach (Block block in section.Blocks)
            {
                page.Write(block);
            }
        }

        return page._text.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Line($"{MarkdownText.Escape(paragraph.Text)}\n");
                break;
            case Caution caution:
                Line($"> **Caution.** {MarkdownText.Escape(caution.Text)}\n");
                break;
            case Points points:
                points.Items.ToList().ForEach(item => Line($"- {MarkdownText.Escape(item)}"));
                Line("");
                break;
            case Code code:
                Line($"{MarkdownText.Block(code.Text)}\n");
                break;
            case Tiles tiles:
                Line(string.Join(" · ", tiles.Items.Select(tile => $"**{MarkdownText.Escape(tile.Name)} {MarkdownText.Escape(tile.Value)}**")) + "\n");
                break;
            case Table table:
                Write(table.Caption, table.Columns, table.Rows.Select(row => row.Cells), table.IsNumeric);
                break;
            case Matrix matrix:
                Write(matrix.Caption, [$"{matrix.RowTitle} \\ {matrix.ColumnTitle}", .. matrix.Columns, "texts"], matrix.Rows.Select(row => (IReadOnlyList<string>)[row.Name, .. row.Counts.Select(Figure.Of), Figure.Of(row.Total)]), column => column > 0);
                break;
            case ReliabilityDiagram diagram:
                Write(diagram.Caption, ["probability", "decisions", "said", "holds"], diagram.Bins.Where(bin => bin.Count > 0).Select(bin => (IReadOnlyList<string>)[
                    $"{Figure.Percent(bin.From)} to {Figure.Percent(bin.To)}", Figure.Of(bin.Count), Figure.Percent(bin.MeanProbability), Figure.Percent(bin.ShareHolding)]), column => column > 0);
                break;
            case Cases cases:
                Write("", ["loss", "text", "holds", "found", "where"], cases.Items.Select(item => (IReadOnlyList<string>)[item.Loss, item.Text, item.Holds, item.Found, item.Place]), column => column == 0);
                break;
            case Beside beside:
                beside.Blocks.ToList().ForEach(Write);
                break;
            case Curve:
                // The table of epochs has its figures.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "There is no such block.");
        }
    }

    private void Write(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, Func<int, bool> isRight)
    {
        if (caption.Length > 0)
        {
            Line($"{MarkdownText.Escape(caption)}\n");
        }

        Line(Cells(columns));
        Line("|" + string.Concat(columns.Select((_, i) => isRight(i) ? "--:|" : "---|")));
        foreach (IReadOnlyList<string> row in rows)
        {
            Line(Cells(row));
        }

        Line("");
    }

    private static string Cells(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(MarkdownText.Escape))} |";

    private void Line(string line) => _text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
