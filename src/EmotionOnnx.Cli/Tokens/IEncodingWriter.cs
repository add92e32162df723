namespace EmotionOnnx.Cli.Tokens;

/// <summary>Shows one text's tokens after another's.</summary>
internal interface IEncodingWriter
{
    /// <summary>Shows the tokens of a text or a pair, window by window.</summary>
    void Write(string text, string? pair, TokenEncoding encoding);
}
