namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>A reliability diagram: the share that holds by what was said, the diagonal of honesty, and how many decisions each bin has.</summary>
internal static class SvgReliability
{
    // Fewer decisions than this tell little.
    private const int Few = 20;

    private const double Side = 240;
    private const double Left = 46;
    private const double Top = 8;
    private const double CountsTop = Top + Side + 40;
    private const double CountsHeight = 46;
    private const double Width = Left + Side + 22;
    private const double Height = CountsTop + CountsHeight + 18;

    public static void Write(HtmlWriter html, ReliabilityDiagram diagram) => html.Element("figure", () =>
    {
        html.Element("figcaption", diagram.Caption);
        Svg.Picture(html, "diagram", Width, Height, $"Reliability diagram, {diagram.Caption}", () =>
        {
            Axes(html);
            foreach (ReliabilityBin bin in diagram.Bins.Where(bin => bin.Count > 0))
            {
                Bin(html, bin);
            }

            Svg.Segment(html, "honest", X(0), Y(0), X(1), Y(1));
            foreach (ReliabilityBin bin in diagram.Bins.Where(bin => bin.Count > 0))
            {
                Svg.Circle(html, bin.Count < Few ? "point few" : "point", X(bin.MeanProbability), Y(bin.ShareHolding), 3);
            }

            Counts(html, diagram.Bins);
        });
    });

    private static void Axes(HtmlWriter html)
    {
        foreach (double tick in (ReadOnlySpan<double>)[0, 0.25, 0.5, 0.75, 1])
        {
            Svg.Segment(html, "grid", X(0), Y(tick), X(1), Y(tick));
            Svg.Segment(html, "grid", X(tick), Y(0), X(tick), Y(1));
            Svg.Words(html, $"{tick * 100:0} %", Left - 5, Y(tick) + 4, "end");
            Svg.Words(html, $"{tick * 100:0} %", X(tick), Y(0) + 15, "middle");
        }

        Svg.Words(html, "said", X(0.5), Y(0) + 30, "middle");
        Svg.Words(html, "holds", 0, 0, "middle", $"translate(10 {Svg.Number(Y(0.5))}) rotate(-90)");
    }

    private static void Bin(HtmlWriter html, ReliabilityBin bin)
    {
        string words = $"{Figure.Percent(bin.From)} to {Figure.Percent(bin.To)}: {Figure.Of(bin.Count)} decisions, said {Figure.Percent(bin.MeanProbability)}, holds {Figure.Percent(bin.ShareHolding)}";
        Svg.Rectangle(html, bin.Count < Few ? "bin few" : "bin", X(bin.From) + 0.5, Y(bin.ShareHolding), (bin.To - bin.From) * Side - 1, bin.ShareHolding * Side, words);
    }

    /// <summary>On a logarithmic scale: with many labels nearly all decisions are in the lowest bin.</summary>
    private static void Counts(HtmlWriter html, IReadOnlyList<ReliabilityBin> bins)
    {
        int most = Math.Max(1, bins.Max(bin => bin.Count));
        foreach (ReliabilityBin bin in bins.Where(bin => bin.Count > 0))
        {
            double height = Math.Log(1 + bin.Count) / Math.Log(1 + most) * CountsHeight;
            Svg.Rectangle(html, "count", X(bin.From) + 0.5, CountsTop + CountsHeight - height, (bin.To - bin.From) * Side - 1, height, $"{Figure.Of(bin.Count)} decisions");
        }

        Svg.Segment(html, "axis", X(0), CountsTop + CountsHeight, X(1), CountsTop + CountsHeight);
        Svg.Words(html, $"decisions by bin, up to {Figure.Of(most)} (logarithmic)", X(0.5), CountsTop + CountsHeight + 14, "middle");
    }

    private static double X(double p) => Left + (p * Side);

    private static double Y(double p) => Top + ((1 - p) * Side);
}
