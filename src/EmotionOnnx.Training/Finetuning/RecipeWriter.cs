using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Writes a bundle's recipe.json: what makes the model again, but for paths, which are of one machine, its name, and the runs that only measure.</summary>
internal static class RecipeWriter
{
    /// <param name="request">What the trainer was told.</param>
    /// <param name="options">What the fine-tuning was told.</param>
    /// <param name="files">How the texts were read and divided; null where they do not come from files.</param>
    public static JsonObject Of(TrainerRequest request, FinetuneOptions options, TrainingFiles? files)
    {
        TextTableOptions table = files?.Table ?? new TextTableOptions();
        SplitOptions split = files?.Split ?? new SplitOptions();
        var file = new RecipeFile
        {
            Text = table.TextColumn == "text" ? null : table.TextColumn,
            Labels = table.LabelsColumn == "labels" ? null : table.LabelsColumn,
            Separator = table.LabelSeparator == ',' ? null : table.LabelSeparator.ToString(),
            SplitColumn = table.SplitColumn,
            GroupColumn = table.GroupColumn,
            DevShare = split.DevShare,
            TestShare = split.TestShare == 0 ? null : split.TestShare,
            SplitSeed = split.Seed == 0 ? null : split.Seed,
            DropLeaks = files?.DropLeaks is true ? true : null,
            Kind = request.Kind,
            LabelSet = request.Labels,
            Allow = options.Allow == DataRisks.None ? null : [.. Risks.Where(risk => options.Allow.HasFlag(risk)).Select(FinetuneRecipe.NameOf)],
            MaxTokens = request.MaxTokens,
            BundleMaxTokens = options.BundleMaxTokens,
            Seed = request.Seed,
            PrecisionFloor = options.Thresholds.PrecisionFloor,
            Language = options.Language,
            Groups = options.Groups.Count == 0 ? null : options.Groups,
        };
        JsonObject recipe = JsonSerializer.SerializeToNode(file, RecipeJson.Default.RecipeFile)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(request.Hyperparameters, ContractJson.Default.FinetuneHyperparameters)!.AsObject())
        {
            recipe[name] = value?.DeepClone();
        }

        return recipe;
    }

    private static IEnumerable<DataRisks> Risks => Enum.GetValues<DataRisks>().Where(risk => risk != DataRisks.None);
}
