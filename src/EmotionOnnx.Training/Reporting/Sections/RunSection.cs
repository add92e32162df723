using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>What makes the model again: command, base, seed, hyperparameters, machine.</summary>
internal static class RunSection
{
    public static Section Of(ReportSource source)
    {
        FinetuneResult result = source.Result;
        var blocks = new List<Block>();
        if (result.Options.Command is { } command)
        {
            blocks.Add(new Code(command));
        }

        blocks.Add(new Table("", ["", "value"], [.. Facts(result)]));
        blocks.Add(new Table("Hyperparameters, by their names in recipes.", ["hyperparameter", "value"], [.. Hyperparameters(result.Hyperparameters)]));
        return new Section("run", "How it was made", blocks);
    }

    private static IEnumerable<Row> Facts(FinetuneResult result)
    {
        FinetuneOptions options = result.Options;
        yield return new Row(["base", FolderOf(options.Base)]);
        yield return new Row(["seed", Figure.Plain(options.Seed)]);
        yield return new Row(["tokens read of a text", options.BundleMaxTokens is { } most && most != result.Data.MaxTokens
            ? $"{Figure.Of(result.Data.MaxTokens)} in training, {Figure.Of(most)} by the model" : Figure.Of(result.Data.MaxTokens)]);
        if (options.Auxiliary.Count > 0)
        {
            yield return new Row(["learned from besides", string.Join(", ", options.Auxiliary.Select(data => PlainText.Label(data.Name)))]);
        }

        if (options.Teachers.Count > 0)
        {
            yield return new Row(["teachers", string.Join(", ", options.Teachers.Select(FolderOf))]);
        }

        if (options.AddedTokens.Count > 0)
        {
            yield return new Row(["added tokens", Figure.Of(options.AddedTokens.Count)]);
        }

        if (result.Training is { } training)
        {
            yield return new Row(["trained on", PlainText.Label(training.Precision.Length > 0 ? $"{training.Device} in {training.Precision}" : training.Device)]);
            yield return new Row(["steps", Figure.Of(training.Steps)]);
        }

        yield return new Row(["training took", Figure.Time(result.TrainingTime)]);
        yield return new Row(["measured on", Calibration.Processor.Name]);
        yield return new Row(["finished", result.Finished.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)]);
    }

    private static IEnumerable<Row> Hyperparameters(FinetuneHyperparameters hyperparameters) =>
        JsonSerializer.SerializeToNode(hyperparameters, ContractJson.Default.FinetuneHyperparameters)!.AsObject().Select(one => new Row([one.Key, ValueOf(one.Value)]));

    private static string ValueOf(JsonNode? value) => value switch
    {
        null => "–",
        JsonValue single when single.TryGetValue(out string? text) => text,
        _ => PlainText.Excerpt(value.ToJsonString()),
    };

    // Where it lies on one machine is nobody else's business.
    private static string FolderOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
