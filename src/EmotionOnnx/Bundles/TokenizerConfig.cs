namespace EmotionOnnx.Bundles;

/// <summary>What the classifier needs of Hugging Face's tokenizer_config.json; all null where there is no file.</summary>
/// <param name="MaxLength">How many tokens the model was made for; null for no limit.</param>
/// <param name="PaddingSide">On which side shorter rows are filled up.</param>
/// <param name="TruncationSide">On which side a text that is too long is cut.</param>
internal sealed record TokenizerConfig(int? MaxLength, TokenSide? PaddingSide, TokenSide? TruncationSide)
{
    public const string FileName = "tokenizer_config.json";

    // transformers writes 1e30 for "no limit".
    private const double NoLimit = int.MaxValue;

    /// <exception cref="BundleException">The file is malformed.</exception>
    public static TokenizerConfig Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new TokenizerConfig(null, null, null);
        }

        using JsonFile file = JsonFile.Read(path);
        return new TokenizerConfig(ReadMaxLength(file), ReadSide(file, "padding_side"), ReadSide(file, "truncation_side"));
    }

    private static int? ReadMaxLength(JsonFile file) => file.Number(file.Root, "model_max_length") switch
    {
        null => null,
        >= NoLimit => null,
        >= 1 and { } length => (int)length,
        { } length => throw new BundleException(file.Path, FormattableString.Invariant($"'model_max_length' is {length}; it must be at least 1.")),
    };

    private static TokenSide? ReadSide(JsonFile file, string key) => file.String(file.Root, key) switch
    {
        null => null,
        "left" => TokenSide.Left,
        "right" => TokenSide.Right,
        string other => throw new BundleException(file.Path, $"'{key}' is '{other}'; it must be left or right."),
    };
}
