using System.Globalization;

namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>Shapes, in the page's own colours.</summary>
internal static class Svg
{
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static void Picture(HtmlWriter html, string kind, double width, double height, string words, Action content) =>
        html.Element("svg", [("class", kind), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", Number(width)), ("height", Number(height)), ("role", "img"), ("aria-label", words)], content);

    public static void Rectangle(HtmlWriter html, string kind, double x, double y, double width, double height, string? hint = null)
    {
        ReadOnlySpan<(string, string)> attributes = [("class", kind), ("x", Number(x)), ("y", Number(y)), ("width", Number(Math.Max(width, 0))), ("height", Number(Math.Max(height, 0)))];
        if (hint is null)
        {
            html.Empty("rect", attributes);
        }
        else
        {
            html.Element("rect", attributes, () => html.Element("title", hint));
        }
    }

    public static void Segment(HtmlWriter html, string kind, double x1, double y1, double x2, double y2) =>
        html.Empty("line", ("class", kind), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    public static void Circle(HtmlWriter html, string kind, double x, double y, double radius) => html.Empty("circle", ("class", kind), ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)));

    public static void Words(HtmlWriter html, string text, double x, double y, string anchor, string? transform = null) =>
        html.Element("text", text, transform is null ? [("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor)] : [("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("transform", transform)]);
}
