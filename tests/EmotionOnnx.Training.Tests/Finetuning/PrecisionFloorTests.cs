namespace EmotionOnnx.Training.Tests.Finetuning;

public sealed class PrecisionFloorTests : IDisposable
{
    private readonly FakeTrainer _trainer = new(problemType: "multi_label_classification");

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void Labels_that_cannot_reach_it_are_told_and_the_recipe_has_it()
    {
        // Of the two that look angry one is, for each of both.
        DatasetSplits splits = FakeTrainer.Splits with
        {
            Dev = new LabelledDataset("dev.csv", [new("very happy", ["joy"]), new("sad !", ["sadness"]), new("the angry", ["anger"]), new("the angry !", [])]),
        };
        string script = FakeTrainer.Good.Replace("""{"dev":"dev.f32","test":null}""", "null", StringComparison.Ordinal);
        FinetuneResult result = _trainer.Run(
            script, options => options with { Kind = LabelKind.MultiLabel, Thresholds = new ThresholdTuningOptions { PrecisionFloor = 0.9, MinimumSupport = 1 }, Report = _trainer["model.report"] }, splits);
        Assert.Equal(["anger"], result.Calibration.UnderPrecisionFloor);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark remark && remark.Text.EndsWith("never found: anger", StringComparison.Ordinal));
        Assert.Equal(0.9, FinetuneRecipe.Load(Path.Combine(_trainer.Output, "recipe.json")).PrecisionFloor);
        Assert.Contains("Never found, since they reach it on dev with no threshold: anger.", File.ReadAllText(_trainer["model.report.md"]));
        Assert.Contains("| anger | 2 | 1 | 0 | never | 0.0000 |", File.ReadAllText(_trainer["model.report.md"]));
    }
}
