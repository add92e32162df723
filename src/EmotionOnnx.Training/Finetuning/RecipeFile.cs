using System.Text.Json.Serialization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>The keys of a recipe that are no hyperparameters; those stand beside them.</summary>
internal sealed record RecipeFile
{
    public string? Train { get; init; }

    public string? Dev { get; init; }

    public string? Test { get; init; }

    public string? Text { get; init; }

    public string? Labels { get; init; }

    public string? Separator { get; init; }

    public string? SplitColumn { get; init; }

    public string? GroupColumn { get; init; }

    public double? DevShare { get; init; }

    public double? TestShare { get; init; }

    public long? SplitSeed { get; init; }

    public IReadOnlyList<string>? LabelSet { get; init; }

    public LabelKind? Kind { get; init; }

    public IReadOnlyList<string>? Allow { get; init; }

    public bool? DropLeaks { get; init; }

    public string? Base { get; init; }

    public IReadOnlyList<string>? Auxiliary { get; init; }

    public IReadOnlyList<string>? Teachers { get; init; }

    public string? AddedTokens { get; init; }

    public int? MaxTokens { get; init; }

    public int? BundleMaxTokens { get; init; }

    public long? Seed { get; init; }

    public int? Folds { get; init; }

    public int? Repeats { get; init; }

    public double? PrecisionFloor { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Language { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Groups { get; init; }

    public IReadOnlyList<string>? Files { get; init; }

    public string? DataName { get; init; }
}

/// <summary>A recipe's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecipeFile))]
internal sealed partial class RecipeJson : JsonSerializerContext;
