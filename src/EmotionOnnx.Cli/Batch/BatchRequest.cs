using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>What <c>emotion batch</c> was asked to do.</summary>
internal sealed record BatchRequest
{
    /// <summary>The file of texts, or <c>-</c>.</summary>
    public required string Input { get; init; }

    public required TextTableOptions Table { get; init; }

    /// <summary>The file of results, or <c>-</c>.</summary>
    public required string Output { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>Where rows that can't be read go; null for nowhere but standard error.</summary>
    public string? Errors { get; init; }

    /// <summary>The input's columns that the output carries; null for all. The text is always carried.</summary>
    public IReadOnlyList<string>? Keep { get; init; }

    public required ResultView View { get; init; }

    public bool Resume { get; init; }

    public bool Overwrite { get; init; }

    public bool Quiet { get; init; }

    /// <summary>The most rows that are scored at once; memory is bounded by it, and by the texts' size.</summary>
    public required int ChunkRows { get; init; }
}
