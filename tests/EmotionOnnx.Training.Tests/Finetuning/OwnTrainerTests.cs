using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>From a CSV of 40 rows to a verified bundle, with our own trainer, from the model in the box.</summary>
public sealed class OwnTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TorchFact]
    public void Forty_rows_become_a_verified_int8_bundle_that_has_learned_them()
    {
        var splits = DatasetSplits.Load(new TrainingFiles { Train = Fixture.Path("reviews.csv") });
        Assert.Equal([31, 9], [splits.Train.Items.Count, splits.Dev.Items.Count]);
        var options = new FinetuneOptions
        {
            Output = _folder["reviews"],
            Base = EnglishModel.Path,
            Trainer = TrainerCommand.Default(),
            Hyperparameters = FinetuneHyperparameters.For(splits.Train.Items.Count) with { Epochs = 2 },
            Report = _folder["reviews.report"],
        };
        FinetuneResult result = Finetuner.Run(splits, options);

        Assert.InRange(result.TrainerDifference!.Value.Largest, 0, 1e-4);
        Assert.Equal(9, result.TrainerDifference.Value.Texts);

        // int8 keeps what two epochs have learned (0.7 where what is less than half a step of int8 was rounded away).
        Assert.InRange(result.QuantizationDifference!.Value.RootMeanSquare, 0, 0.15);
        Assert.Equal(2, result.Epochs.Count);
        Assert.InRange(result.Calibration.Dev.Report.Macro.F1, 0.6, 1);

        Assert.Equal(9, result.Quantization!.Dev.Quantized.Rows);
        Assert.InRange(result.Quantization.Float32Bytes / (double)result.Quantization.Int8Bytes, 3, 4.5);
        Assert.Equal(result.Calibration.Dev.Report.Macro.F1, result.Quantization.Dev.Quantized.Macro.F1, 12);
        Assert.Equal(["reviews", "reviews.report.html", "reviews.report.md"], Directory.GetFileSystemEntries(_folder.Path).Select(entry => Path.GetFileName(entry)).Order());
        Assert.Contains("| 2 of 2 |", File.ReadAllText(_folder["reviews.report.md"]));

        using EmotionClassifier classifier = EmotionClassifier.Load(_folder["reviews"]);
        Assert.Empty(classifier.Bundle.Verify());
        Assert.Equal(["negative", "neutral", "positive"], classifier.Labels.Names);
        Assert.Equal("positive", classifier.Classify("What a wonderful evening, thank you so much!").Top.Label);
        Assert.Equal("negative", classifier.Classify("Rude staff and a dirty room, I am so disappointed.").Top.Label);
        Assert.InRange(new FileInfo(Path.Combine(_folder["reviews"], "model.onnx")).Length, 20_000_000, 30_000_000);
    }

    [TorchFact]
    public void Two_folds_are_measured_on_what_they_did_not_see_and_the_model_is_made_of_all()
    {
        var splits = DatasetSplits.Load(new TrainingFiles { Train = Fixture.Path("reviews.csv") });
        FinetuneResult result = Finetuner.Run(splits, new FinetuneOptions
        {
            Output = _folder["reviews"],
            Base = EnglishModel.Path,
            Trainer = TrainerCommand.Default(),
            Hyperparameters = FinetuneHyperparameters.For(splits.Train.Items.Count) with { Epochs = 2 },
            Validation = new ValidationOptions { Kind = ValidationKind.Folds, Runs = 2 },
        });
        ValidationReport validation = result.Validation!;
        Assert.Equal([20, 20], validation.Runs.Select(run => run.Report.Rows));
        Assert.Equal(40, validation.Pooled!.Rows);

        // Half the texts, two epochs: far better than the third that chance gives, and so are both halves.
        Assert.All(validation.Runs, run => Assert.InRange(run.Report.Macro.F1, 0.5, 1));
        Assert.InRange(validation.Deviation(report => report.Macro.F1), 0, 0.3);
        Assert.Empty(ModelBundle.Open(_folder["reviews"]).Verify());
        Assert.False(Directory.Exists(_folder["reviews.work"]));
    }

    [TorchFact]
    public void Emoji_more_data_and_a_teacher_in_one_run()
    {
        var splits = DatasetSplits.Load(new TrainingFiles { Train = Fixture.Path("reviews.csv") });
        FinetuneOptions options = new()
        {
            Output = _folder["teacher"],
            Base = EnglishModel.Path,
            Trainer = TrainerCommand.Default(),
            Hyperparameters = FinetuneHyperparameters.For(splits.Train.Items.Count) with { Epochs = 1 },
        };
        Finetuner.Run(splits, options);
        var moods = new LabelledDataset("moods.csv", [new("The party was 😀 great", ["up"]), new("The rain never ends", ["down"]), new("We danced till dawn", ["up"]), new("I lost my keys 😭", ["down"])]);
        FinetuneResult result = Finetuner.Run(splits, options with
        {
            Output = _folder["pupil"],
            Auxiliary = [new AuxiliaryDataset("moods", moods)],
            Teachers = [_folder["teacher"]],
            AddedTokens = [new AddedToken("😀", "grinning face"), new AddedToken("😭", "loudly crying face")],
        });
        Assert.InRange(result.TrainerDifference!.Value.Largest, 0, 1e-4);
        using EmotionClassifier classifier = EmotionClassifier.Load(_folder["pupil"]);
        Assert.Equal(["negative", "neutral", "positive"], classifier.Labels.Names);
        Assert.Equal([101, 30523, 102], Tokenizer.Load(_folder["pupil"]).Encode("😭").Ids.ToArray());
        Assert.NotEqual(classifier.Classify("😀").Top.Score, classifier.Classify("😭").Top.Score);
    }

    [TorchFact]
    public void A_base_with_missing_tensors_is_an_error_that_names_them()
    {
        Directory.CreateDirectory(_folder["base"]);
        foreach (string name in new[] { "config.json", "tokenizer.json", "tokenizer_config.json" })
        {
            File.Copy(Path.Combine(EnglishModel.Path, name), Path.Combine(_folder["base"], name));
        }

        File.Copy(Fixture.Graph("sum.onnx"), Path.Combine(_folder["base"], "model.onnx"));
        var splits = DatasetSplits.Load(new TrainingFiles { Train = Fixture.Path("reviews.csv") });
        TrainerException error = Assert.Throws<TrainerException>(() => Finetuner.Run(splits, new FinetuneOptions { Output = _folder["model"], Base = _folder["base"], Trainer = TrainerCommand.Default() }));
        Assert.Contains("is missing", error.Message);
        Assert.False(Directory.Exists(_folder["model"]));
    }
}

/// <summary>A test with our own trainer; skipped, with the reason, where no Python has PyTorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = Reason;

    private static string? Reason { get; } = Find();

    private static string? Find()
    {
        try
        {
            PythonFinder.Find(Environment.GetEnvironmentVariable("PYTHON"));
            return null;
        }
        catch (TrainerException e)
        {
            return e.Message;
        }
    }
}
