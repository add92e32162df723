namespace EmotionOnnx.Bundles;

/// <summary>What we need of Hugging Face's tokenizer_config.json: how many tokens the model was made for, and on which side it pads and cuts.</summary>
internal static class TokenizerConfig
{
    public const string FileName = "tokenizer_config.json";

    // transformers writes 1e30 for "no limit".
    private const double NoLimit = int.MaxValue;

    /// <summary>Reads model_max_length; null where there is no file, no key, or no limit.</summary>
    public static int? ReadMaxLength(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonFile file = JsonFile.Read(path);
        return file.Number(file.Root, "model_max_length") switch
        {
            null => null,
            >= NoLimit => null,
            >= 1 and { } length => (int)length,
            { } length => throw new BundleException(path, FormattableString.Invariant($"'model_max_length' is {length}; it must be at least 1.")),
        };
    }

    /// <summary>Reads padding_side and truncation_side; null where there is no file or no key.</summary>
    public static (TokenSide? Padding, TokenSide? Truncation) ReadSides(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return (null, null);
        }

        using JsonFile file = JsonFile.Read(path);
        return (ReadSide(file, "padding_side"), ReadSide(file, "truncation_side"));
    }

    private static TokenSide? ReadSide(JsonFile file, string key) => file.String(file.Root, key) switch
    {
        null => null,
        "left" => TokenSide.Left,
        "right" => TokenSide.Right,
        string other => throw new BundleException(file.Path, $"'{key}' is '{other}'; it must be left or right."),
    };
}
