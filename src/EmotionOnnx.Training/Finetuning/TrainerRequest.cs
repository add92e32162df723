using System.Text.Json.Serialization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>request.json of the contract, version 1 (docs/trainer-contract.md).</summary>
internal sealed record TrainerRequest
{
    public int Contract { get; init; } = 1;

    public required IReadOnlyList<string> Labels { get; init; }

    public required LabelKind Kind { get; init; }

    public required string Train { get; init; }

    public required string Dev { get; init; }

    public required string? Test { get; init; }

    public required string Base { get; init; }

    public required string Output { get; init; }

    public required int MaxTokens { get; init; }

    public required int PadId { get; init; }

    public required int VocabularySize { get; init; }

    public required long Seed { get; init; }

    public required bool Resume { get; init; }

    public IReadOnlyList<AddedTokenRequest> AddedTokens { get; init; } = [];

    public IReadOnlyList<AuxiliaryRequest> Auxiliary { get; init; } = [];

    public IReadOnlyList<TeacherRequest> Teachers { get; init; } = [];

    public required FinetuneHyperparameters Hyperparameters { get; init; }
}

/// <summary>A token that the base does not know, with the word pieces of its name.</summary>
internal sealed record AddedTokenRequest(string Token, int Id, IReadOnlyList<int> Pieces);

/// <summary>One more data set, with a head of its own that is not exported.</summary>
internal sealed record AuxiliaryRequest(string Name, IReadOnlyList<string> Labels, LabelKind Kind, string Train);

/// <summary>A teacher's logits.</summary>
internal sealed record TeacherRequest(string Train);

/// <summary>What is written and read with the contract's names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrainerRequest))]
[JsonSerializable(typeof(FinetuneHyperparameters))]
internal sealed partial class ContractJson : JsonSerializerContext;
