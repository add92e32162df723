namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>A table, with bars beside the figures where there are any.</summary>
internal static class HtmlTable
{
    public static void Write(HtmlWriter html, Table table)
    {
        bool[] isNumeric = [.. table.Columns.Select((_, i) => table.IsNumeric(i))];
        bool hasBars = table.Rows.Any(row => row.Bars is not null);
        Captioned(html, table.Caption, () => html.Element("table", () =>
        {
            html.Element("thead", () => html.Element("tr", () =>
            {
                foreach ((int i, string column) in table.Columns.Index())
                {
                    Cell(html, "th", column, isNumeric[i], ("scope", "col"));
                }

                if (hasBars)
                {
                    html.Element("th", [("class", "bars"), ("scope", "col")], () => SvgBars.Legend(html));
                }
            }));
            html.Element("tbody", () => table.Rows.ToList().ForEach(row => Write(html, row, isNumeric)));
        }));
    }

    /// <summary>A table under its caption, which is as wide as the page and not as the table; a wide table scrolls alone.</summary>
    public static void Captioned(HtmlWriter html, string caption, Action table) => html.Element("figure", [("class", "table")], () =>
    {
        if (caption.Length > 0)
        {
            html.Element("figcaption", caption);
        }

        html.Element("div", [("class", "scroll")], table);
    });

    private static void Write(HtmlWriter html, Row row, bool[] isNumeric)
    {
        html.Element("tr", () =>
        {
            foreach ((int i, string cell) in row.Cells.Index())
            {
                if (i == 0)
                {
                    html.Element("th", cell, ("scope", "row"), ("dir", "auto"));
                }
                else
                {
                    Cell(html, "td", cell, isNumeric[i]);
                }
            }

            if (row.Bars is { } bars)
            {
                html.Element("td", [("class", "bars")], () => SvgBars.Write(html, bars));
            }
        });
        html.Line();
    }

    private static void Cell(HtmlWriter html, string name, string text, bool isNumeric, params ReadOnlySpan<(string Name, string Value)> more) =>
        html.Element(name, text, [isNumeric ? ("class", "n") : ("dir", "auto"), .. more]);
}
