namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>A figure from 0 to 1 over the epochs.</summary>
internal static class SvgCurve
{
    private const double Width = 460;
    private const double Height = 190;
    private const double Left = 46;
    private const double Bottom = 34;
    private const double Top = 14;
    private const double Right = 20;

    public static void Write(HtmlWriter html, Curve curve) => html.Element("figure", () =>
    {
        (double low, double high) = Range(curve.Values);
        double X(int i) => Left + ((Width - Left - Right) * i / Math.Max(1, curve.Values.Count - 1));
        double Y(double value) => Top + ((Height - Top - Bottom) * (high - value) / (high - low));
        html.Element("figcaption", curve.Caption);
        Svg.Picture(html, "diagram", Width, Height, curve.Caption, () =>
        {
            foreach (double tick in (ReadOnlySpan<double>)[low, (low + high) / 2, high])
            {
                Svg.Segment(html, "grid", Left, Y(tick), Width - Right, Y(tick));
                Svg.Words(html, Svg.Number(tick), Left - 5, Y(tick) + 4, "end");
            }

            html.Empty("polyline", ("class", "curve"), ("points", string.Join(' ', curve.Values.Select((value, i) => $"{Svg.Number(X(i))},{Svg.Number(Y(value))}"))));
            int every = ((curve.Values.Count - 1) / 12) + 1;
            foreach ((int i, double value) in curve.Values.Index())
            {
                Svg.Circle(html, i == curve.Best ? "point best" : "point", X(i), Y(value), i == curve.Best ? 5 : 3);
                if (i % every == 0)
                {
                    Svg.Words(html, Figure.Of(curve.Epochs[i]), X(i), Height - Bottom + 15, "middle");
                }
            }

            Svg.Words(html, "epoch", Left + ((Width - Left - Right) / 2), Height - 4, "middle");
        });
    });

    // Whole tenths around the values: the curve of a trained model would be flat between 0 and 1.
    private static (double Low, double High) Range(IReadOnlyList<double> values)
    {
        double low = Math.Floor(values.Min() * 10) / 10;
        double high = Math.Ceiling(values.Max() * 10) / 10;
        return high - low < 0.1 ? (low, low + 0.1) : (low, high);
    }
}
