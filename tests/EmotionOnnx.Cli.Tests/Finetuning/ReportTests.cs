using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Finetuning;

public sealed class ReportTests : IDisposable
{
    private readonly FinetuneFiles _files = new();

    public void Dispose() => _files.Dispose();

    [UnixFact]
    public void A_report_stands_beside_the_model_and_its_path_is_said()
    {
        CommandResult result = _files.Run().Expect(0);
        Assert.Contains($"{_files["model.report.html"]} and model.report.md", result.Output);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_files["model.report.html"]));
        Assert.StartsWith("# model: a fine-tuning's report", File.ReadAllText(_files["model.report.md"]));
        Assert.DoesNotContain("report", string.Join(' ', Directory.GetFiles(_files.Model)[0].Split('/')[^1..]));
        Emotion.Run("model", "verify", _files.Model).Expect(0);
    }

    [UnixFact]
    public void Another_place_can_be_given_and_one_that_is_taken_is_not_lost()
    {
        _files.Run("--report", _files["about.html"]).Expect(0);
        Assert.True(File.Exists(_files["about.html"]) && File.Exists(_files["about.md"]));
        Assert.False(File.Exists(_files["model.report.md"]));
        Assert.DoesNotContain("--report", File.ReadAllText(Path.Combine(_files.Model, "README.md")));

        string[] elsewhere = ["-o", _files["other"], "--report", _files["about"]];
        string[] arguments = [.. _files.Arguments()[..^2], .. elsewhere];
        Assert.Contains("about.md is there already", Emotion.Run(arguments).Expect(2).Error);
        Emotion.Run([.. arguments, "--overwrite"]).Expect(0);
        Assert.Contains("can't be in the model's folder", _files.Run("--report", Path.Combine(_files.Model, "report"), "--overwrite").Expect(2).Error);
    }

    [UnixFact]
    public void Texts_of_the_data_are_quoted_in_the_report_alone()
    {
        _files.Write("dev.csv", "text,labels\nvery happy secret,sadness\nsad !,sadness\nthe angry,anger\n");
        _files.Run().Expect(0);
        Assert.Contains("very happy secret", File.ReadAllText(_files["model.report.html"]));
        Assert.Contains("very happy secret", File.ReadAllText(_files["model.report.md"]));
        Assert.All(Directory.GetFiles(_files.Model), file => Assert.DoesNotContain("secret", File.ReadAllText(file)));
    }

    [UnixFact]
    public void A_precision_floor_is_an_error_where_labels_exclude_each_other_by_option_and_by_recipe()
    {
        _files.Trainer(first: "touch $W/ran");
        Assert.Contains("labels exclude each other", _files.Run("--precision-floor", "0.9").Expect(2).Error);
        Assert.Contains("--kind multi", _files.Run("--config", _files.Write("recipe.json", """{"precision_floor": 0.9}""")).Expect(2).Error);
        Assert.Contains("--precision-floor takes a number from 0 to 1, not '1.5'", _files.Run("--precision-floor", "1.5").Expect(2).Error);
        Assert.Contains("the precision floor is 1.5; it must be from 0 to 1", _files.Run("--config", _files.Write("recipe.json", """{"precision_floor": 1.5}""")).Expect(2).Error);
        Assert.False(File.Exists(_files["ran"]));
    }
}
