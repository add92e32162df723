namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>Precision, recall and F1 of a label as three thin bars from 0 to 1.</summary>
internal static class SvgBars
{
    private const double Width = 150;
    private const double Thickness = 5;
    private const double Gap = 1.5;
    private static readonly string[] Kinds = ["precision", "recall", "f1"];

    public static void Legend(HtmlWriter html)
    {
        foreach (string kind in Kinds)
        {
            html.Element("span", kind == "f1" ? "F1" : kind, ("class", $"key {kind}"));
        }
    }

    public static void Write(HtmlWriter html, IReadOnlyList<double> values)
    {
        string words = string.Join(", ", values.Zip(Kinds, (value, kind) => $"{(kind == "f1" ? "F1" : kind)} {Figure.Of(value)}"));
        double height = (values.Count * (Thickness + Gap)) - Gap;
        Svg.Picture(html, "bars", Width, height, words, () =>
        {
            foreach ((int i, double value) in values.Index())
            {
                double y = i * (Thickness + Gap);
                Svg.Rectangle(html, "track", 0, y, Width, Thickness);
                Svg.Rectangle(html, Kinds[i % Kinds.Length], 0, y, Math.Clamp(value, 0, 1) * Width, Thickness);
            }
        });
    }
}
