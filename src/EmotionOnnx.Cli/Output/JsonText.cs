using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Cli.Output;

/// <summary>
/// JSON strings that lose nothing: readable UTF-8 (emoji too, which System.Text.Json's encoders escape), and lone
/// surrogates as escapes (which they replace).
/// </summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(MustEscape());

    /// <summary>Writes a string value.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string text) => writer.WriteRawValue(Quote(text), skipInputValidation: true);

    /// <summary>Writes a property with a string value.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string name, string text)
    {
        writer.WritePropertyName(name);
        writer.WriteText(text);
    }

    /// <summary>Writes a score with at most six decimals; null where it is not a number.</summary>
    public static void WriteScore(this Utf8JsonWriter writer, float score)
    {
        if (float.IsFinite(score))
        {
            writer.WriteRawValue(score.ToString("0.######", CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Whether a text can stand in JSON as it is.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAny(Escaped);

    /// <summary>The text as a JSON string, quotes included.</summary>
    public static string Quote(string text)
    {
        if (IsPlain(text))
        {
            return $"\"{text}\"";
        }

        var builder = new StringBuilder(text.Length + 16).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                builder.Append(c).Append(text[++i]);
            }
            else
            {
                Append(builder, c);
            }
        }

        return builder.Append('"').ToString();
    }

    private static void Append(StringBuilder builder, char c)
    {
        switch (c)
        {
            case '"' or '\\':
                builder.Append('\\').Append(c);
                break;
            case '\n':
                builder.Append("\\n");
                break;
            case '\r':
                builder.Append("\\r");
                break;
            case '\t':
                builder.Append("\\t");
                break;
            default:
                _ = Escaped.Contains(c) ? builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : builder.Append(c);
                break;
        }
    }

    // Besides what JSON asks for: all that would act on a terminal, and the line separators that break JavaScript.
    private static string MustEscape()
    {
        var builder = new StringBuilder("\"\\\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");
        for (int c = 0; c < 0x20; c++)
        {
            builder.Append((char)c);
        }

        for (int c = 0x7f; c <= 0x9f; c++)
        {
            builder.Append((char)c);
        }

        for (int c = 0xd800; c <= 0xdfff; c++)
        {
            builder.Append((char)c);
        }

        return builder.ToString();
    }
}
