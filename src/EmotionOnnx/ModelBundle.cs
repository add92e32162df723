using EmotionOnnx.Bundles;

namespace EmotionOnnx;

/// <summary>
/// A model folder as it describes itself: Hugging Face's config.json and tokenizer files, and emotion.json where there is one.
/// Immutable.
/// </summary>
public sealed class ModelBundle
{
    private const string GraphFileName = "model.onnx";

    // The most tokens where no file says a number: what BERT takes.
    private const int DefaultMaxTokens = 512;

    // Where the config gives no positions, a tokenizer's claim is believed up to here: buffers are made for it.
    private const int MaxUnstatedTokens = 8_192;

    private const int MaxStatedTokens = 131_072;

    private ModelBundle(string path, ModelConfig config, EmotionManifest manifest, TokenizerConfig tokenizer, int maxTokens)
    {
        PaddingSide = tokenizer.PaddingSide;
        TruncationSide = tokenizer.TruncationSide;
        Path = path;
        Name = manifest.Name ?? System.IO.Path.GetFileName(path);
        Version = manifest.Version;
        Language = manifest.Language;
        Labels = new LabelSet(config.Labels, config.Activation, manifest.Thresholds, manifest.Groups);
        MaxTokens = maxTokens;
        MaxPositions = config.MaxPositions ?? int.MaxValue;
        Temperature = manifest.Temperature;
        VocabularySize = config.VocabularySize;
        Files = manifest.Files;
        Metrics = manifest.Metrics;
        HasManifest = File.Exists(System.IO.Path.Combine(path, EmotionManifest.FileName));
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The model's name: emotion.json's, or the folder's.</summary>
    public string Name { get; }

    /// <summary>The model's version, where emotion.json gives one.</summary>
    public string? Version { get; }

    /// <summary>The language (BCP 47), where emotion.json gives one.</summary>
    public string? Language { get; }

    /// <summary>The labels with activation, thresholds and groups.</summary>
    public LabelSet Labels { get; }

    /// <summary>
    /// The most tokens of a text, special tokens included: emotion.json's max_tokens, or else tokenizer_config.json's
    /// model_max_length, never over the positions that config.json says the model has.
    /// </summary>
    public int MaxTokens { get; }

    /// <summary>Divides the logits before the activation; 1 where emotion.json gives none.</summary>
    public float Temperature { get; }

    /// <summary>Whether the folder has an emotion.json; without one it is a plain Hugging Face export.</summary>
    public bool HasManifest { get; }

    /// <summary>The graph's path.</summary>
    public string GraphPath => System.IO.Path.Combine(Path, GraphFileName);

    /// <summary>The files that emotion.json lists, with size and sha256; empty where it lists none.</summary>
    public IReadOnlyList<BundleFile> Files { get; }

    /// <summary>What was measured, on which data.</summary>
    public IReadOnlyList<BundleMetric> Metrics { get; }

    /// <summary>The most tokens that the model's positions allow.</summary>
    internal int MaxPositions { get; }

    /// <summary>How many rows the model's embedding has, where config.json says it.</summary>
    internal int? VocabularySize { get; }

    /// <summary>On which side shorter rows are filled up, where tokenizer_config.json says it.</summary>
    internal TokenSide? PaddingSide { get; }

    /// <summary>On which side a text that is too long is cut, where tokenizer_config.json says it.</summary>
    internal TokenSide? TruncationSide { get; }

    /// <summary>Reads a model folder's descriptions, without hashing its files or loading the model.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="BundleException">A file is missing, malformed, or does not fit the others.</exception>
    public static ModelBundle Open(string path)
    {
        string folder = FolderAt(path);
        ModelConfig config = ModelConfig.Read(folder);
        EmotionManifest manifest = EmotionManifest.Read(folder, config.Labels);
        TokenizerConfig tokenizer = TokenizerConfig.Read(folder);
        var bundle = new ModelBundle(folder, config, manifest, tokenizer, ResolveMaxTokens(folder, config, manifest, tokenizer));
        return File.Exists(bundle.GraphPath) ? bundle : throw new BundleException(bundle.GraphPath, "the file is missing; it is the model's graph.");
    }

    /// <summary>The files that a folder's emotion.json lists, also where other files of the folder are broken or missing.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The files; empty where there is no emotion.json.</returns>
    /// <exception cref="BundleException">The folder does not exist, or emotion.json is malformed.</exception>
    public static IReadOnlyList<BundleFile> ListFiles(string path) => EmotionManifest.ReadFiles(FolderAt(path));

    /// <summary>Compares every file of a folder with emotion.json, also where other files of the folder are broken or missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Looked at between files.</param>
    /// <returns>What differs, one per file; empty when all is well or nothing is listed.</returns>
    /// <exception cref="BundleException">The folder does not exist, or emotion.json is malformed.</exception>
    public static IReadOnlyList<BundleException> VerifyFiles(string path, CancellationToken cancellationToken = default)
    {
        string folder = FolderAt(path);
        return FileVerifier.Check(folder, EmotionManifest.ReadFiles(folder), cancellationToken);
    }

    /// <summary>Compares the size and sha256 of every file that emotion.json lists.</summary>
    /// <param name="cancellationToken">Looked at between files.</param>
    /// <returns>What differs, one per file; empty when all is well or nothing is listed.</returns>
    public IReadOnlyList<BundleException> Verify(CancellationToken cancellationToken = default) => FileVerifier.Check(Path, Files, cancellationToken);

    private static string FolderAt(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        throw new BundleException(
            folder,
            File.Exists(folder)
                ? "this is a file; expected the model's folder, with model.onnx, config.json and a tokenizer."
                : "the folder does not exist; expected a model's folder, with model.onnx, config.json and a tokenizer.");
    }

    private static int ResolveMaxTokens(string folder, ModelConfig config, EmotionManifest manifest, TokenizerConfig tokenizer)
    {
        int max = manifest.MaxTokens ?? Math.Min(tokenizer.MaxLength ?? config.MaxPositions ?? DefaultMaxTokens, config.MaxPositions ?? MaxUnstatedTokens);
        if (max is < 1 or > MaxStatedTokens)
        {
            throw new BundleException(System.IO.Path.Combine(folder, EmotionManifest.FileName), $"the most tokens are {max}; they must be at least 1 and at most {MaxStatedTokens}.");
        }

        if (manifest.MaxTokens > config.MaxPositions)
        {
            throw new BundleException(
                System.IO.Path.Combine(folder, EmotionManifest.FileName),
                $"'max_tokens' is {manifest.MaxTokens}, but the model has {config.MaxPositions} positions ({ModelConfig.FileName}).");
        }

        return Math.Min(max, config.MaxPositions ?? max);
    }
}
