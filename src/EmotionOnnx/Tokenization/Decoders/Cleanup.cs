namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Takes out spaces that tokenizing put before punctuation and English contractions.</summary>
internal static class Cleanup
{
    private static readonly (string Old, string New)[] Changes =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    internal static string Apply(string text)
    {
        foreach ((string old, string replacement) in Changes)
        {
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
