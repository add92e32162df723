using System.Text.Json.Nodes;

namespace EmotionOnnx.Training.Tests.Finetuning;

public sealed class FinetunerTests : IDisposable
{
    private readonly FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellFact]
    public void A_good_trainer_ends_in_a_bundle_that_verifies_and_classifies()
    {
        FinetuneResult result = _trainer.Run(FakeTrainer.Good, options => options with { Language = "en", Version = "1.2.3", Command = "emotion finetune ..." });
        Assert.Equal(_trainer.Output, result.Output);
        Assert.False(Directory.Exists(_trainer.Work));

        using EmotionClassifier classifier = EmotionClassifier.Load(_trainer.Output);
        Assert.Equal("joy", classifier.Classify("very happy !").Top.Label);
        Assert.Equal(Activation.Softmax, classifier.Labels.Activation);
        Assert.Equal(("model", "1.2.3", "en", 16), (classifier.Bundle.Name, classifier.Bundle.Version, classifier.Bundle.Language, classifier.Bundle.MaxTokens));
        Assert.Empty(classifier.Bundle.Verify());
        Assert.Equal(["README.md", "config.json", "model.onnx", "recipe.json", "vocab.txt"], classifier.Bundle.Files.Select(file => file.Name));
        Assert.Equal(result.Calibration.Temperature, classifier.Bundle.Temperature);
        Assert.Equal(1, classifier.Bundle.Metrics.Single(metric => metric is { Name: "macro_f1", Split: "dev", Data: "train" }).Value);
        Assert.Contains("emotion finetune ...", File.ReadAllText(Path.Combine(_trainer.Output, "README.md")));
    }

    [ShellFact]
    public void Logits_are_those_of_our_own_inference_and_held_against_the_trainers()
    {
        FinetuneResult result = _trainer.Run(FakeTrainer.Good);
        Assert.Equal(FakeTrainer.DevLogits, result.FloatLogits.Dev.ToArray());
        Assert.Equal(FakeTrainer.DevLogits, result.BundleLogits.Dev.ToArray());
        Assert.Null(result.FloatLogits.Test);
        Assert.Equal(new LogitsDifference(3, 0, 0, 0), result.TrainerDifference);
        Assert.Null(result.QuantizationDifference);
        Assert.Equal(1, result.Calibration.Dev.Report.Macro.F1);
    }

    [ShellFact]
    public void A_test_split_is_scored_and_measured_and_nothing_is_chosen_on_it()
    {
        DatasetSplits splits = FakeTrainer.Splits with { Test = new LabelledDataset("test.csv", [new("happy happy", ["joy"]), new("very sad", ["joy"])]) };
        FinetuneResult result = _trainer.Run(FakeTrainer.Good, splits: splits);
        Assert.Equal([4, -2, 0, -0.5f, 2.5f, 0.5f], result.BundleLogits.Test!.Value.ToArray());
        Assert.Equal(2, result.Calibration.Test!.Report.Rows);
        Assert.Equal(0.5, result.Calibration.Test.Report.ExactMatch);
        Assert.Equal(1, result.Calibration.Dev.Report.ExactMatch);
    }

    [ShellFact]
    public void A_dev_split_without_a_fault_tells_no_temperature_and_another_does()
    {
        FinetuneResult perfect = _trainer.Run(FakeTrainer.Good);
        Assert.Equal(1, perfect.Calibration.Temperature);
        Assert.Null(perfect.Calibration.TemperatureFit);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark remark && remark.Text.Contains("no temperature can be fitted", StringComparison.Ordinal));

        DatasetSplits splits = FakeTrainer.Splits with { Dev = new LabelledDataset("dev.csv", [new("very happy", ["joy"]), new("sad !", ["sadness"]), new("the angry", ["joy"])]) };
        FinetuneResult faulty = _trainer.Run(FakeTrainer.Good, options => options with { Overwrite = true }, splits);
        Assert.NotNull(faulty.Calibration.TemperatureFit);
        Assert.InRange(faulty.Calibration.Temperature, 1.01, 20);
    }

    [ShellFact]
    public void Progress_tells_what_the_trainer_told()
    {
        _trainer.Run(FakeTrainer.Good);
        Assert.IsType<FinetuneProgress.DataChecked>(_trainer.Told[0]);
        Assert.Contains(new FinetuneProgress.TrainingStarted(2, "cpu", "float32", 0), _trainer.Told);
        Assert.Contains(new FinetuneProgress.Step(1, 2, 1, 0.7, 10.5), _trainer.Told);
        Assert.Equal(0.5, _trainer.Told.OfType<FinetuneProgress.EpochEnded>().Single().Metrics["macro_f1"]);
        Assert.Contains(new FinetuneProgress.Exported("float32/model.onnx"), _trainer.Told);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark { Text: "the trainer gave no int8 graph: the bundle's graph is float32" });
    }

    [ShellFact]
    public void The_request_says_what_the_contract_wants()
    {
        _trainer.Run(FakeTrainer.Good, options => options with { KeepWork = true, Seed = 7, Hyperparameters = new FinetuneHyperparameters { Epochs = 5, Loss = TrainingLoss.Focal, ClassWeights = ClassWeights.Of([1, 2, 0.5]) } });
        JsonObject request = _trainer.ReadRequest();
        Assert.Equal(1, request["contract"]!.GetValue<int>());
        Assert.Equal(["joy", "sadness", "anger"], request["labels"]!.AsArray().Select(label => label!.GetValue<string>()));
        Assert.Equal("single_label", request["kind"]!.GetValue<string>());
        Assert.Equal(_trainer.BasePath, request["base"]!.GetValue<string>());
        Assert.Equal(Path.Combine(_trainer.Work, "output"), request["output"]!.GetValue<string>());
        Assert.Null(request["test"]);
        Assert.True(request.ContainsKey("test"));
        Assert.Equal((16, 0, 12, 7, false), (request["max_tokens"]!.GetValue<int>(), request["pad_id"]!.GetValue<int>(), request["vocabulary_size"]!.GetValue<int>(), request["seed"]!.GetValue<int>(), request["resume"]!.GetValue<bool>()));
        JsonObject hyperparameters = request["hyperparameters"]!.AsObject();
        Assert.Equal((5, "focal", "auto", true), (hyperparameters["epochs"]!.GetValue<int>(), hyperparameters["loss"]!.GetValue<string>(), hyperparameters["precision"]!.GetValue<string>(), hyperparameters["int8"]!.GetValue<bool>()));
        Assert.Equal("[1,2,0.5]", hyperparameters["class_weights"]!.ToJsonString());
        Assert.Equal(
            "epochs batch_size encoder_rate head_rate warmup weight_decay clip hidden_dropout token_dropout layer_decay activation_limit loss focal_gamma class_weights label_smoothing patience average_weights keep_best "
            + "distillation_weight distillation_temperature precision threads device checkpoint_every int8",
            string.Join(' ', hyperparameters.Select(hyperparameter => hyperparameter.Key)));

        // [CLS] 2, [SEP] 3, happy 4, ! 10.
        string[] rows = File.ReadAllLines(request["train"]!.GetValue<string>());
        Assert.Equal("""{"text":"happy !","labels":[0],"ids":[2,4,10,3]}""", rows[3]);
        Assert.Equal(6, rows.Length);
    }

    [ShellFact]
    public void A_long_text_is_cut_as_the_model_will_cut_it()
    {
        DatasetSplits splits = FakeTrainer.Splits with { Train = new LabelledDataset("train.csv", [.. FakeTrainer.Splits.Train.Items, new(string.Join(' ', Enumerable.Repeat("very", 30)), ["joy"])]) };
        _trainer.Run(FakeTrainer.Good, options => options with { KeepWork = true, MaxTokens = 6 }, splits);
        Assert.EndsWith("\"ids\":[2,7,7,7,7,3]}", File.ReadAllLines(Path.Combine(_trainer.Work, "data", "train.jsonl"))[6]);
        using EmotionClassifier classifier = EmotionClassifier.Load(_trainer.Output);
        Assert.Equal(6, classifier.Bundle.MaxTokens);
    }

    [ShellFact]
    public void Hostile_texts_reach_the_data_file_as_one_line_each()
    {
        string[] texts = ["\ud800 happy", "sad\0sad", "line\nbreak\u2028", "\"quoted\" \\", "👩‍👩‍👧", new string('!', 100_000), ""];
        DatasetSplits splits = FakeTrainer.Splits with { Train = new LabelledDataset("train.csv", texts.Select((text, i) => new LabelledText(text, [i % 2 == 0 ? "joy" : "anger"]))) };
        _trainer.Run(FakeTrainer.Good, options => options with { KeepWork = true, Allow = DataRisks.UnseenLabels }, splits);
        string[] lines = File.ReadAllLines(Path.Combine(_trainer.Work, "data", "train.jsonl"));
        Assert.Equal(texts.Length, lines.Length);
        Assert.Equal(["\ufffd happy", .. texts[1..]], lines.Select(line => JsonNode.Parse(line)!["text"]!.GetValue<string>()));
        Assert.Equal("[2,3]", JsonNode.Parse(lines[6])!["ids"]!.ToJsonString());
    }

    [ShellFact]
    public void A_model_that_is_there_is_replaced_only_when_asked()
    {
        _trainer.Run(FakeTrainer.Good);
        File.WriteAllText(Path.Combine(_trainer.Output, "mine.txt"), "x");
        Assert.Contains("is there already", Assert.Throws<FinetuneException>(() => _trainer.Run(FakeTrainer.Good)).Message);
        Assert.True(File.Exists(Path.Combine(_trainer.Output, "mine.txt")));
        _trainer.Run(FakeTrainer.Good, options => options with { Overwrite = true });
        Assert.False(File.Exists(Path.Combine(_trainer.Output, "mine.txt")));
        Assert.Empty(ModelBundle.Open(_trainer.Output).Verify());
    }

    [ShellFact]
    public void A_folder_that_is_no_model_is_never_replaced()
    {
        Directory.CreateDirectory(_trainer.Output);
        File.WriteAllText(Path.Combine(_trainer.Output, "thesis.doc"), "x");
        Assert.Contains("is no model", Assert.Throws<FinetuneException>(() => _trainer.Run(FakeTrainer.Good, options => options with { Overwrite = true })).Message);
        Assert.True(File.Exists(Path.Combine(_trainer.Output, "thesis.doc")));
    }

    [ShellFact]
    public void Data_that_would_make_the_result_a_lie_stops_before_the_trainer_starts()
    {
        DatasetSplits leaking = FakeTrainer.Splits with { Test = new LabelledDataset("test.csv", [new("happy", ["joy"], 2)]) };
        DataCheckException error = Assert.Throws<DataCheckException>(() => _trainer.Run("touch $WORK/ran", splits: leaking));
        Assert.Contains(error.Report.Problems, problem => problem is { Kind: DataProblemKind.Leak, Stops: true });
        Assert.False(File.Exists(_trainer["ran"]));
        Assert.False(Directory.Exists(_trainer.Work));
    }

    [ShellFact]
    public void Texts_with_the_wrong_number_of_labels_are_left_out_where_that_is_allowed()
    {
        DatasetSplits splits = FakeTrainer.Splits with { Train = new LabelledDataset("train.csv", [.. FakeTrainer.Splits.Train.Items, new("the", []), new("happy angry", ["joy", "anger"])]) };
        FinetuneResult result = _trainer.Run(FakeTrainer.Good, options => options with { Kind = LabelKind.SingleLabel, Allow = DataRisks.WrongCount }, splits);
        Assert.Equal(6, result.Splits.Train.Items.Count);
        Assert.Contains("Let pass by the data check", File.ReadAllText(Path.Combine(_trainer.Output, "README.md")));
    }

    [ShellFact]
    public void What_is_left_of_the_texts_is_checked_too_and_is_what_the_card_counts()
    {
        LabelledDataset odd = new("train.csv", [.. FakeTrainer.Splits.Train.Items, new("the", []), new("very sad", ["sadness", "boredom"])]);
        FinetuneOptions Allow(FinetuneOptions options) => options with { Kind = LabelKind.SingleLabel, Allow = DataRisks.WrongCount };
        FinetuneResult result = _trainer.Run(FakeTrainer.Good, Allow, FakeTrainer.Splits with { Labels = ["joy", "sadness", "anger"], Train = new LabelledDataset("train.csv", odd.Items.Where(item => !item.Labels.Contains("boredom"))) });
        Assert.Equal(6, result.Data.Splits[0].Rows);

        // A label that only a text left out has is not one of the model's.
        string request = _trainer["labels"];
        Assert.Throws<TrainerException>(() => _trainer.Run($"cp \"$1\" {request}\nexit 1", options => Allow(options) with { Overwrite = true }, FakeTrainer.Splits with { Labels = null, Train = odd }));
        Assert.DoesNotContain("boredom", File.ReadAllText(request));

        DatasetSplits noDev = FakeTrainer.Splits with { Dev = new LabelledDataset("dev.csv", [new("the", [])]) };
        DataCheckException error = Assert.Throws<DataCheckException>(() => _trainer.Run("touch $WORK/ran", options => Allow(options) with { Overwrite = true }, noDev));
        Assert.Contains("dev has no texts", error.Message);
        Assert.False(File.Exists(_trainer["ran"]));
    }

    [ShellTheory]
    [InlineData("none.txt", "there is no such file")]
    [InlineData("model.onnx", "a file of this name the bundle has already")]
    [InlineData("Tokenizer.json", "a file of this name the bundle has already")]
    [InlineData("README.md", "must each stand there once")]
    public void Files_that_the_bundle_can_not_have_stop_before_the_trainer_starts(string name, string expected)
    {
        if (name != "none.txt")
        {
            File.WriteAllText(_trainer[name], "<!-- metrics:begin -->");
        }

        Assert.Contains(expected, Assert.ThrowsAny<EmotionOnnxException>(() => _trainer.Run("touch $WORK/ran", options => options with { Files = [_trainer[name]] })).Message);
        Assert.False(File.Exists(_trainer["ran"]));
    }

    [ShellTheory]
    [InlineData("fear", "has 'fear', which is no label")]
    [InlineData(null, "lacks the label 'anger'")]
    public void Groups_that_do_not_fit_the_labels_stop_before_the_trainer_starts(string? label, string expected)
    {
        var groups = new Dictionary<string, string> { ["joy"] = "good", ["sadness"] = "bad" };
        if (label is not null)
        {
            groups[label] = "bad";
        }

        Assert.Contains(expected, _trainer.Fails<FinetuneException>("touch $WORK/ran", options => options with { Groups = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["tone"] = groups } }));
        Assert.False(File.Exists(_trainer["ran"]));
    }

    [ShellFact]
    public void A_base_that_is_none_and_numbers_out_of_range_are_named()
    {
        Assert.Contains("there is no such folder", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Base = _trainer["none"] }));
        Directory.CreateDirectory(_trainer["empty"]);
        Assert.Contains("it has no config.json", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Base = _trainer["empty"] }));
        Assert.Contains("17 tokens at most: it must be from 3 to 16", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { MaxTokens = 17 }));
        Assert.Contains("warmup is 2; it must be 0 to 1", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Hyperparameters = new() { Warmup = 2 } }));
        Assert.Contains("class_weights has 2 numbers for 3 labels", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Hyperparameters = new() { ClassWeights = ClassWeights.Of([1, 2]) } }));
        Assert.Contains("not from 0 to 1000000000", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Hyperparameters = new() { ClassWeights = ClassWeights.Of([1, 2, 1e10]) } }));
        Assert.Contains("class_weights are all 0", _trainer.Fails<FinetuneException>(FakeTrainer.Good, options => options with { Hyperparameters = new() { ClassWeights = ClassWeights.Of([0, 0, 0]) } }));
    }

    [ShellFact]
    public void A_card_of_the_callers_own_gets_the_figures_in_its_place()
    {
        File.WriteAllText(_trainer["README.md"], "# Mine\n<!-- metrics:begin -->\nold\n<!-- metrics:end -->\nThe end.\n");
        _trainer.Run(FakeTrainer.Good, options => options with { Files = [_trainer["README.md"]], DataName = "my data" });
        string card = File.ReadAllText(Path.Combine(_trainer.Output, "README.md"));
        Assert.StartsWith("# Mine\n", card);
        Assert.Contains("Measured on my data", card);
        Assert.DoesNotContain("old\n", card);
        Assert.EndsWith("The end.\n", card);
    }

    [ShellFact]
    public void The_recipe_in_the_bundle_is_one_that_can_be_read()
    {
        _trainer.Run(FakeTrainer.Good, options => options with { Seed = 3, Hyperparameters = new() { Epochs = 9 } });
        FinetuneRecipe recipe = FinetuneRecipe.Load(Path.Combine(_trainer.Output, "recipe.json"));
        Assert.Equal((3L, LabelKind.SingleLabel, 16), (recipe.Seed, recipe.Kind, recipe.MaxTokens));
        Assert.Equal(["joy", "sadness", "anger"], recipe.LabelSet);
        Assert.Equal(new FinetuneHyperparameters { Epochs = 9 }, recipe.Hyperparameters.Apply(new FinetuneHyperparameters { Epochs = 1 }));
    }
}
