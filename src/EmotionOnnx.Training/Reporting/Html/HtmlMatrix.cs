using System.Globalization;
using EmotionOnnx.Training.Evaluation;

namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>A matrix of counts as a table, shaded by the share of the row; the labels of the columns stand upright.</summary>
internal static class HtmlMatrix
{
    // From here on white letters can be read better, whichever the page's colours.
    private const double Dark = 0.65;

    // With more columns than this they are set narrower, so that most screens have room for them.
    private const int Many = 16;

    public static void Write(HtmlWriter html, Matrix matrix) => HtmlTable.Captioned(html, matrix.Caption, () => html.Element("table", [("class", matrix.Columns.Count > Many ? "matrix many" : "matrix")], () =>
    {
        html.Element("thead", () => html.Element("tr", () =>
        {
            html.Element("th", $"{matrix.RowTitle} ↓  {matrix.ColumnTitle} →", ("class", "corner"));
            foreach (string column in matrix.Columns)
            {
                html.Element("th", [("scope", "col")], () => html.Element("div", column, ("dir", "auto")));
            }

            html.Element("th", [("scope", "col")], () => html.Element("div", "texts"));
        }));
        html.Element("tbody", () => matrix.Rows.ToList().ForEach(row => Write(html, matrix, row)));
    }));

    private static void Write(HtmlWriter html, Matrix matrix, MatrixRow row)
    {
        html.Element("tr", () =>
        {
            html.Element("th", row.Name, ("scope", "row"), ("dir", "auto"));
            foreach ((int i, int count) in row.Counts.Index())
            {
                double share = Ratio.Of(count, row.Total);
                string kind = $"{(i == row.Diagonal ? "own " : "")}{(share > Dark ? "dark" : "")}".Trim();
                string shade = string.Create(CultureInfo.InvariantCulture, $"background-color:rgb({(i == row.Diagonal ? "0 114 178" : "213 94 0")} / {Math.Min(share, 1) * 0.9:0.###})");
                html.Element(
                    "td", count == 0 ? "·" : Figure.Of(count), ("class", count == 0 ? $"{kind} zero".Trim() : kind), ("style", shade), ("title", $"{row.Name}, {matrix.Columns[i]}: {Figure.Of(count)} of {Figure.Of(row.Total)} ({Figure.Percent(share)})"));
            }

            html.Element("td", Figure.Of(row.Total), ("class", "total"));
        });
        html.Line();
    }
}
