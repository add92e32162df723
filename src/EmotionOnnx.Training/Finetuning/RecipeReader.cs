using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Reads recipe.json: hyperparameters beside everything else, one level deep.</summary>
internal static class RecipeReader
{
    /// <exception cref="FinetuneException">The file is not there, is no recipe, or names a variable that is not set.</exception>
    public static FinetuneRecipe Read(string path)
    {
        JsonObject json = Parse(path);
        HyperparameterSettings settings = HyperparameterSettings.Empty;
        foreach (string name in HyperparameterSettings.Names.Where(json.ContainsKey))
        {
            settings = Try(path, () =>
            {
                using JsonDocument value = JsonDocument.Parse(json[name]?.ToJsonString() ?? "null");
                return settings.With(name, value.RootElement.Clone());
            });
            json.Remove(name);
        }

        string[] known = [.. RecipeJson.Default.RecipeFile.Properties.Select(property => property.Name), .. HyperparameterSettings.Names];
        if (json.FirstOrDefault(property => !known.Contains(property.Key, StringComparer.Ordinal)) is { Key: { } unknown })
        {
            throw new FinetuneException($"{path}: there is no key '{unknown}'; there are {string.Join(", ", known)}.");
        }

        RecipeFile file = Try(path, () => json.Deserialize(RecipeJson.Default.RecipeFile)!);
        CheckLists(path, file);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string? At(string? name) => name is null ? null : Resolve(path, folder, name);
        string[]? AllAt(IReadOnlyList<string>? names) => names is null ? null : [.. names.Select(name => At(name)!)];
        return new FinetuneRecipe
        {
            Train = At(file.Train),
            Dev = At(file.Dev),
            Test = At(file.Test),
            TextColumn = file.Text,
            LabelsColumn = file.Labels,
            LabelSeparator = file.Separator is null ? null : file.Separator is [var character] ? character : throw new FinetuneException($"{path}: separator: '{file.Separator}' is not one character."),
            SplitColumn = file.SplitColumn,
            GroupColumn = file.GroupColumn,
            DevShare = file.DevShare,
            TestShare = file.TestShare,
            SplitSeed = file.SplitSeed,
            LabelSet = file.LabelSet,
            Kind = file.Kind,
            Allow = file.Allow is null ? null : Try(path, () => file.Allow.Aggregate(DataRisks.None, (risks, name) => risks | FinetuneRecipe.RiskOf(name))),
            DropLeaks = file.DropLeaks,
            Base = At(file.Base),
            Auxiliary = AllAt(file.Auxiliary),
            Teachers = AllAt(file.Teachers),
            AddedTokens = At(file.AddedTokens),
            MaxTokens = file.MaxTokens,
            BundleMaxTokens = file.BundleMaxTokens,
            Seed = file.Seed,
            Folds = file.Folds,
            Repeats = file.Repeats,
            PrecisionFloor = file.PrecisionFloor,
            Name = file.Name,
            Version = file.Version,
            Language = file.Language,
            Groups = file.Groups,
            Files = AllAt(file.Files),
            DataName = file.DataName,
            Hyperparameters = settings,
        };
    }

    private static void CheckLists(string path, RecipeFile file)
    {
        foreach ((string key, IReadOnlyList<string>? texts) in ((string, IReadOnlyList<string>?)[])[("label_set", file.LabelSet), ("allow", file.Allow), ("auxiliary", file.Auxiliary), ("teachers", file.Teachers), ("files", file.Files)])
        {
            if (texts is not null && texts.Any(string.IsNullOrWhiteSpace))
            {
                throw new FinetuneException($"{path}: {key}: an entry is empty; each must be a text.");
            }
        }

        if (file.Kind is { } kind && !Enum.IsDefined(kind))
        {
            throw new FinetuneException($"{path}: kind: it is single_label or multi_label.");
        }

        if (file.Seed < 0 || file.SplitSeed < 0)
        {
            throw new FinetuneException($"{path}: {(file.Seed < 0 ? "seed" : "split_seed")}: it must be at least 0.");
        }

        if (file.LabelSet is { Count: 0 })
        {
            throw new FinetuneException($"{path}: label_set: there are no labels in it; leave it out, and those of the data are learned.");
        }

        if (file.LabelSet?.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FinetuneException($"{path}: label_set: the label '{twice.Key}' stands twice.");
        }

        foreach ((string grouping, IReadOnlyDictionary<string, string>? groups) in file.Groups ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            if (groups is null)
            {
                throw new FinetuneException($"{path}: groups: '{grouping}' must be an object, each label with its group.");
            }
        }
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new FinetuneException($"{path}: a recipe is a JSON object.");

            // Only now are the keys read.
            _ = json.Count;
            return json;
        }
        catch (JsonException e)
        {
            throw new FinetuneException($"{path}: not JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FinetuneException($"{path}: a text in it is not valid Unicode.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FinetuneException($"{path}: the recipe can't be read: {e.Message}", e);
        }
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new FinetuneException($"{path}: {e.Path?.TrimStart('$', '.') ?? "a value"} is not of the kind that it must be (docs/finetune.md, Recipes).", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FinetuneException($"{path}: a text in it is not valid Unicode.", e);
        }
        catch (FinetuneException e)
        {
            throw new FinetuneException($"{path}: {e.Message}", e);
        }
    }

    private static string Resolve(string recipe, string folder, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new FinetuneException($"{recipe}: '{name.Replace("\0", "\\0", StringComparison.Ordinal)}' is no path.");
        }

        if (name.StartsWith('$'))
        {
            int end = name.IndexOfAny(['/', '\\']);
            string variable = end < 0 ? name[1..] : name[1..end];
            string value = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set
                ? set
                : throw new FinetuneException($"{recipe}: {name}: the environment variable {variable} is not set.");
            return end < 0 ? value : Path.GetFullPath(name[(end + 1)..], Path.GetFullPath(value));
        }

        return Path.GetFullPath(name, folder);
    }
}
