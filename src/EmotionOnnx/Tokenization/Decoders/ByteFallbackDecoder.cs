using System.Globalization;
using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>The text of tokens in a row that stand for bytes (&lt;0x0A&gt;); U+FFFD for each of them where they are no UTF-8.</summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    internal const string TypeName = "ByteFallback";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static ByteFallbackDecoder Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new ByteFallbackDecoder();
    }

    internal override void Decode(List<string> tokens)
    {
        string[] all = [.. tokens];
        var bytes = new List<byte>();
        tokens.Clear();
        foreach (string token in all)
        {
            if (ByteOf(token) is { } value)
            {
                bytes.Add(value);
            }
            else
            {
                Flush(bytes, tokens);
                tokens.Add(token);
            }
        }

        Flush(bytes, tokens);
    }

    private static byte? ByteOf(string token)
    {
        if (token.Length != 6 || !token.StartsWith("<0x", StringComparison.Ordinal) || token[5] != '>')
        {
            return null;
        }

        // Rust reads a plus sign before a number too.
        ReadOnlySpan<char> digits = token.AsSpan(token[3] == '+' ? 4 : 3, token[3] == '+' ? 1 : 2);
        return byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;
    }

    private static void Flush(List<byte> bytes, List<string> tokens)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        try
        {
            tokens.Add(StrictUtf8.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            tokens.AddRange(Enumerable.Repeat("\uFFFD", bytes.Count));
        }

        bytes.Clear();
    }
}
