namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>Models that have learned nothing are told from those that have.</summary>
public sealed class FruitlessTests : IDisposable
{
    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void A_model_that_is_wrong_everywhere_is_said_to_have_learned_nothing()
    {
        string[] wrong = ["sadness", "anger", "joy"];
        DatasetSplits splits = FakeTrainer.Splits with { Dev = new LabelledDataset("dev.csv", FakeTrainer.Splits.Dev.Items.Select((item, i) => item with { Labels = [wrong[i]] })) };
        FinetuneResult result = _trainer.Run(FakeTrainer.Good, splits: splits);
        Assert.Equal(0, result.Calibration.Dev.Report.Macro.F1);
        Assert.Contains("on dev the model is no better than one that always answers “joy”: macro F1 0.0000 and 0.1667", Remarks()[^2], StringComparison.Ordinal);
        Assert.Contains("the temperature is the highest there is (20)", Remarks()[^1], StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_model_that_is_right_is_not()
    {
        _trainer.Run(FakeTrainer.Good);
        Assert.DoesNotContain(Remarks(), remark => remark.Contains("no better", StringComparison.Ordinal) || remark.Contains("highest", StringComparison.Ordinal));
    }

    private string[] Remarks() => [.. _trainer.Told.OfType<FinetuneProgress.Remark>().Select(remark => remark.Text)];
}
