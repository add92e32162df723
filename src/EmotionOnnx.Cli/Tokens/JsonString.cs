using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>Strings of JSON with half surrogate pairs as they stand there: \ud800 alone is JSON, but System.Text.Json takes it for no string.</summary>
internal static class JsonString
{
    /// <summary>The value of the string or property name that the reader is at.</summary>
    public static string Of(in Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        // No byte makes more than one UTF-16 unit.
        char[] rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        Span<char> text = rented;
        int length = 0;
        while (escaped.IndexOf((byte)'\\') is >= 0 and int plain)
        {
            length += Encoding.UTF8.GetChars(escaped[..plain], text[length..]);
            escaped = escaped[(plain + 1)..];
            text[length++] = UnitOf(escaped);
            escaped = escaped[(escaped[0] == (byte)'u' ? 5 : 1)..];
        }

        length += Encoding.UTF8.GetChars(escaped, text[length..]);
        string result = new(text[..length]);
        ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    // The reader has seen to it that an escape is one of these, and whole.
    private static char UnitOf(ReadOnlySpan<byte> escape) => escape[0] switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'u' => (char)ushort.Parse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        byte other => (char)other,
    };
}
