namespace EmotionOnnx;

/// <summary>A model folder, read and checked.</summary>
public sealed class ModelBundle
{
    internal ModelBundle()
    {
    }

    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The model's version, where emotion.json gives one.</summary>
    public string? Version { get; init; }

    /// <summary>The language (BCP 47), where emotion.json gives one.</summary>
    public string? Language { get; init; }

    /// <summary>The labels with activation, thresholds and groups.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>The most tokens of a text, special tokens included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Divides the logits before the activation.</summary>
    public required float Temperature { get; init; }

    /// <summary>The graph's path.</summary>
    public required string GraphPath { get; init; }

    /// <summary>The files that emotion.json lists, with size and sha256; empty where there is no emotion.json.</summary>
    public required IReadOnlyList<BundleFile> Files { get; init; }

    /// <summary>What was measured, on which data.</summary>
    public required IReadOnlyList<BundleMetric> Metrics { get; init; }

    /// <summary>Reads a model folder's descriptions, without loading the model.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="BundleException">A file is missing, malformed, or does not fit the others.</exception>
    public static ModelBundle Open(string path) => throw new NotImplementedException();

    /// <summary>Compares every listed file's size and sha256 with emotion.json.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What differs, one per file; empty when all is well.</returns>
    public IReadOnlyList<BundleException> Verify(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
