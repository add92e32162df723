using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Finetuning;

public sealed class RecipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Hyperparameters_stand_beside_everything_else_and_paths_are_the_files_own()
    {
        FinetuneRecipe recipe = Load("""{"train": "data/train.csv", "text": "body", "separator": "|", "kind": "multi_label", "allow": ["leaks", "wrong-count"], "epochs": 7, "loss": "focal", "class_weights": [1, 2.5]}""");
        Assert.Equal(_folder["data/train.csv"], recipe.Train);
        Assert.Equal(("body", '|', LabelKind.MultiLabel, DataRisks.Leaks | DataRisks.WrongCount), (recipe.TextColumn, recipe.LabelSeparator, recipe.Kind, recipe.Allow));
        FinetuneHyperparameters hyperparameters = recipe.Hyperparameters.Apply(new FinetuneHyperparameters { BatchSize = 8 });
        Assert.Equal((7, 8, TrainingLoss.Focal), (hyperparameters.Epochs, hyperparameters.BatchSize, hyperparameters.Loss));
        Assert.Equal([1, 2.5], hyperparameters.ClassWeights.Weights);
    }

    [Fact]
    public void The_first_recipes_with_hyperparameters_alone_are_still_read()
    {
        FinetuneRecipe recipe = Load("""{"epochs": 3, "batch_size": 64, "max_tokens": 96, "encoder_rate": 0.0002, "head_rate": 0.002, "warmup": 0.06, "weight_decay": 0.01, "clip": 1.0, "hidden_dropout": 0.1, "activation_limit": 6.0, "seed": 1}""");
        Assert.Equal((96, 1L), (recipe.MaxTokens, recipe.Seed));
        Assert.Equal(new FinetuneHyperparameters(), recipe.Hyperparameters.Apply(new FinetuneHyperparameters { Epochs = 9, BatchSize = 9 }));
    }

    [Theory]
    [InlineData("""{"train": "\ud800"}""", "a text in it is not valid Unicode")]
    [InlineData("""{"loss": "\ud800"}""", "a text in it is not valid Unicode")]
    [InlineData("""{"seed": -1}""", "seed: it must be at least 0")]
    [InlineData("""{"split_seed": -1}""", "split_seed: it must be at least 0")]
    [InlineData("""{"test_share": "x"}""", "test_share is not of the kind that it must be")]
    [InlineData("""{"loss": "hinge"}""", "which is cross_entropy, focal")]
    [InlineData("""{"epochs": 1.5}""", "which is a whole number")]
    public void A_value_that_is_none_is_told_by_its_key(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<FinetuneException>(() => Load(json)).Message);

    [Fact]
    public void A_variable_at_the_beginning_of_a_path_is_put_in()
    {
        Environment.SetEnvironmentVariable("EMOTIONONNX_RECIPE_TEST", _folder.Path);
        Assert.Equal(_folder["data/x.csv"], Load("""{"train": "$EMOTIONONNX_RECIPE_TEST/data/x.csv"}""").Train);
        Assert.Contains(
            "the environment variable EMOTIONONNX_NOT_SET is not set",
            Assert.Throws<FinetuneException>(() => Load("""{"base": "$EMOTIONONNX_NOT_SET/base"}""")).Message);
    }

    [Fact]
    public void What_lies_above_holds_over_what_lies_below()
    {
        var above = new FinetuneRecipe { Train = "a.csv", Seed = 5, Hyperparameters = HyperparameterSettings.Empty.With("epochs", "2") };
        var below = new FinetuneRecipe { Train = "b.csv", Dev = "dev.csv", Hyperparameters = HyperparameterSettings.Empty.With("epochs", "9").With("loss", "focal") };
        FinetuneRecipe both = above.Over(below);
        Assert.Equal(("a.csv", "dev.csv", 5L), (both.Train, both.Dev, both.Seed));
        FinetuneHyperparameters hyperparameters = both.Hyperparameters.Apply(new FinetuneHyperparameters());
        Assert.Equal((2, TrainingLoss.Focal), (hyperparameters.Epochs, hyperparameters.Loss));
    }

    [Fact]
    public void Folds_or_repeats_of_a_command_line_stand_in_place_of_either_in_a_recipe()
    {
        FinetuneRecipe recipe = Load("""{"folds": 5, "split_seed": 7}""");
        Assert.Equal(new ValidationOptions { Kind = ValidationKind.Folds, Runs = 5, SplitSeed = 7 }, recipe.Validation);
        Assert.Equal(new ValidationOptions { Kind = ValidationKind.Repeats, Runs = 3 }, new FinetuneRecipe { Repeats = 3 }.Over(recipe).Validation);
        Assert.Equal(4, new FinetuneRecipe { Folds = 4 }.Over(Load("""{"repeats": 3}""")).Validation!.Runs);
        Assert.Null(new FinetuneRecipe().Validation);
        Assert.Contains("Give one of them", Assert.Throws<FinetuneException>(() => Load("""{"folds": 5, "repeats": 3}""").Validation).Message);
    }

    [Theory]
    [InlineData("""{"folds": "five"}""", "folds")]
    [InlineData("[]", "a recipe is a JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"epoch": 3}""", "there is no key 'epoch'; there are train, dev, ")]
    [InlineData("""{"epochs": "three"}""", "epochs: \"three\" is not what it takes")]
    [InlineData("""{"epochs": 3, "epochs": 4}""", "epochs")]
    [InlineData("""{"class_weights": [-1]}""", "class_weights")]
    [InlineData("""{"train": 3}""", "train")]
    [InlineData("""{"separator": "||"}""", "is not one character")]
    [InlineData("""{"kind": "both"}""", "kind")]
    [InlineData("""{"kind": 7}""", "kind")]
    [InlineData("""{"loss": 7}""", "loss")]
    [InlineData("""{"label_set": ["a", "a"]}""", "label_set: the label 'a' stands twice")]
    [InlineData("""{"label_set": []}""", "label_set: there are no labels in it")]
    [InlineData("""{"label_set": ["a", null]}""", "label_set: an entry is empty")]
    [InlineData("""{"auxiliary": [null]}""", "auxiliary: an entry is empty")]
    [InlineData("""{"teachers": [""]}""", "teachers: an entry is empty")]
    [InlineData("""{"groups": {"tone": null}}""", "'tone' must be an object")]
    [InlineData("""{"\ud800": 1}""", "")]
    [InlineData("""{"train": "a\u0000b"}""", "is no path")]
    [InlineData("""{"allow": ["everything"]}""", "'everything' can't be allowed")]
    public void What_is_no_recipe_is_an_error_that_names_the_file_and_the_key(string content, string expected)
    {
        string message = Assert.Throws<FinetuneException>(() => Load(content)).Message;
        Assert.Contains(expected, message);
        Assert.StartsWith(_folder["recipe.json"], message);
    }

    [Fact]
    public void The_recipe_of_the_model_in_the_box_is_complete()
    {
        string? before = Environment.GetEnvironmentVariable("EMOTIONONNX_DATA");
        try
        {
            Environment.SetEnvironmentVariable("EMOTIONONNX_DATA", before ?? _folder.Path);
            FinetuneRecipe recipe = FinetuneRecipe.Load(Path.Combine(EnglishModel.Path, "recipe.json"));
            var bundle = ModelBundle.Open(EnglishModel.Path);
            Assert.Equal(bundle.Labels.Names, recipe.LabelSet);
            Assert.Equal(bundle.MaxTokens, recipe.BundleMaxTokens);
            Assert.Equal(bundle.Labels.Groups.Keys.Order(), recipe.Groups!.Keys.Order());
            Assert.Equal((bundle.Name, bundle.Version, bundle.Language), (recipe.Name, recipe.Version, recipe.Language));
            Assert.All(recipe.Files!, file => Assert.True(File.Exists(file), file));
            Assert.All(new[] { recipe.Train, recipe.Dev, recipe.Test, recipe.Base }, Assert.NotNull);
        }
        finally
        {
            Environment.SetEnvironmentVariable("EMOTIONONNX_DATA", before);
        }
    }

    private FinetuneRecipe Load(string content)
    {
        File.WriteAllText(_folder["recipe.json"], content);
        return FinetuneRecipe.Load(_folder["recipe.json"]);
    }
}
