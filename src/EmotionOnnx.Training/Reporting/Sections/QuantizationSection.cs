using System.Globalization;

namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>What int8 costs, in decisions and not in logits alone; and whether the graph is the model that was trained.</summary>
internal static class QuantizationSection
{
    public static Section Of(ReportSource source)
    {
        FinetuneResult result = source.Result;
        var blocks = new List<Block>();
        if (result.Quantization is { } quantization)
        {
            blocks.Add(new Paragraph($"Both graphs with the bundle's temperature and thresholds, which were chosen on dev with int8, each text read to {Figure.Of(quantization.MaxTokens)} tokens."));
            blocks.Add(Compare(quantization));
            blocks.Add(new Paragraph(string.Create(
                CultureInfo.InvariantCulture,
                $"Logits differ by {quantization.Logits.RootMeanSquare:0.0000} (root mean square; {quantization.Logits.Largest:0.000} at most), probabilities by {quantization.Logits.LargestProbability:0.000} at most, with temperature 1.")));
        }
        else
        {
            blocks.Add(new Paragraph("The bundle's graph is float32: nothing was quantized."));
        }

        blocks.Add(new Paragraph(result.TrainerDifference is { } trainer
            ? string.Create(CultureInfo.InvariantCulture, $"The float32 graph by our own inference against the trainer's own logits, {trainer.Texts:N0} texts: {trainer.Largest:0.0e+0} apart at most (1e-4 is allowed).")
            : "The trainer gave no logits of its own, so the graph was not held to them."));
        return new Section("graphs", "int8 against float32", blocks);
    }

    private static Table Compare(QuantizationReport quantization)
    {
        var columns = new List<string> { "" };
        var graphs = new List<GraphComparison>();
        foreach ((string split, GraphComparison? comparison) in new[] { ("dev", quantization.Dev), ("test", quantization.Test) })
        {
            if (comparison is not null)
            {
                columns.AddRange([$"{split}: float32", $"{split}: int8", $"{split}: change"]);
                graphs.Add(comparison);
            }
        }

        Row Line(string name, Func<ClassificationReport, double> figure) => new([name, .. graphs.SelectMany(graph => Cells(figure(graph.FullPrecision), figure(graph.Quantized)))]);
        return new Table("", columns, [
            Line("macro-F1", report => report.Macro.F1),
            Line("micro-F1", report => report.Micro.F1),
            Line("exact match", report => report.ExactMatch),
            Line("expected calibration error", report => report.ExpectedCalibrationError ?? 0),
            new Row(["texts decided otherwise", .. graphs.SelectMany(graph => Differing(graph.TextsThatDiffer, graph.Quantized.Rows))]),
            new Row(["decisions that differ", .. graphs.SelectMany(graph => Differing(graph.DecisionsThatDiffer, graph.Quantized.Rows * graph.Quantized.Labels.Count))]),
            new Row(["file", .. graphs.SelectMany(_ => new[] { Figure.Megabytes(quantization.Float32Bytes), Figure.Megabytes(quantization.Int8Bytes), "" })]),
        ]);
    }

    private static string[] Cells(double before, double after) => [Figure.Of(before), Figure.Of(after), Figure.Change(before, after)];

    private static string[] Differing(int count, int all) => ["", Figure.Of(count), Figure.Percent(Evaluation.Ratio.Of(count, all))];
}
