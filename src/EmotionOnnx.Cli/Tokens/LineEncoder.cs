using System.Globalization;
using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>From a line of JSON to its encoding.</summary>
internal static class LineEncoder
{
    /// <summary>The longest line: what 10 MB of text become where every character is escaped fit in it several times.</summary>
    public const int MaxLineBytes = 256 * 1024 * 1024;

    /// <summary>Encodes a line; null for a blank one, and for one that is no text, with what is wrong.</summary>
    public static TokenEncoding? Encode(ByteLine line, Tokenizer tokenizer, EncodeOptions options, out string? error)
    {
        if (line.IsTooLong)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"the line has more than {MaxLineBytes} bytes.");
            return null;
        }

        ReadOnlySpan<byte> json = line.Bytes.Span;
        if (json.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0)
        {
            error = null;
            return null;
        }

        error = TextLine.Read(json, out TextLine texts);
        if (error is not null)
        {
            return null;
        }

        try
        {
            return texts.Pair is null ? tokenizer.Encode(texts.Text, options) : tokenizer.Encode(texts.Text, texts.Pair, options);
        }
        catch (ArgumentException e)
        {
            // Truncation that this text or pair does not suit, such as cutting the second text alone where there is none.
            error = e.Message.Split(" (Parameter ")[0];
            return null;
        }
        catch (TokenizerException e)
        {
            // A character that the model has no id for, or a pattern that takes too long on this text.
            error = e.Message;
            return null;
        }
    }
}
