namespace EmotionOnnx.Training.Finetuning;

/// <summary>A model's tokenizer files, which a bundle takes over.</summary>
internal static class TokenizerFolder
{
    /// <summary>The files that a tokenizer may be made of.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt", "sentencepiece.bpe.model", "spiece.model",
    ];

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string name in Names)
        {
            string file = Path.Combine(from, name);
            if (File.Exists(file))
            {
                File.Copy(file, Path.Combine(to, name), overwrite: true);
            }
        }
    }
}
