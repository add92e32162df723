using System.Text.Json;
using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Tests.Support;

namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class ReliabilityTests
{
    [Fact]
    public void The_bins_are_those_of_scikit_learn()
    {
        ReferenceFigures reference = ReferenceFigures.MultiLabel;
        ReliabilityBin[] bins = [.. ProbabilityMetrics.ReliabilityBins(reference.Floats("scores"), reference.Gold)];
        Assert.Equal(15, bins.Length);
        JsonElement[] expected = [.. reference["reliability"].EnumerateArray()];
        Assert.Equal(expected.Select(bin => bin[0].GetInt32()), bins.Index().Where(bin => bin.Item.Count > 0).Select(bin => bin.Index));
        foreach (JsonElement bin in expected)
        {
            ReliabilityBin ours = bins[bin[0].GetInt32()];
            Assert.Equal(bin[1].GetInt32(), ours.Count);
            Assert.Equal(bin[2].GetDouble(), ours.MeanProbability, 9);
            Assert.Equal(bin[3].GetDouble(), ours.ShareHolding, 12);
        }
    }

    [Fact]
    public void A_bin_has_its_upper_end_and_the_first_has_0_too()
    {
        // 1/15 is in the first bin, what is just over it in the second; 1 in the last.
        float first = (float)(1 / 15.0) - 1e-6f;
        IReadOnlyList<ReliabilityBin> bins = ProbabilityMetrics.ReliabilityBins([0, first, 0.0667f, 1], new LabelMatrix(1, [false, true, true, true]));
        Assert.Equal((2, 1, 1), (bins[0].Count, bins[1].Count, bins[14].Count));
        Assert.Equal(0.5, bins[0].ShareHolding);
        Assert.Equal(first / 2, bins[0].MeanProbability, 9);
        Assert.Equal((0, 0.0, 0.0), (bins[7].Count, bins[7].MeanProbability, bins[7].ShareHolding));
        Assert.Equal((7 / 15.0, 8 / 15.0), (bins[7].From, bins[7].To));
    }

    [Fact]
    public void The_error_before_and_after_a_temperature_is_scikit_learns()
    {
        ReferenceFigures reference = ReferenceFigures.SingleLabel;
        float[] logits = reference.Floats("logits");
        float[] before = Probabilities.Of(logits, 4, Activation.Softmax, 1);
        float[] after = Probabilities.Of(logits, 4, Activation.Softmax, reference.Number("temperature"));
        Assert.Equal(reference.Number("ece_before"), ProbabilityMetrics.ExpectedCalibrationError(before, reference.Gold), 6);
        Assert.Equal(reference.Number("ece_after"), ProbabilityMetrics.ExpectedCalibrationError(after, reference.Gold), 6);
    }

    [Fact]
    public void Probabilities_do_not_overflow()
    {
        Assert.Equal([1, 0], Probabilities.Of([1e30f, -1e30f], 2, Activation.Softmax, 0.05));
        Assert.Equal([1, 0, 0.5f], Probabilities.Of([1e30f, -1e30f, 0], 3, Activation.Sigmoid, 0.05));
    }
}
