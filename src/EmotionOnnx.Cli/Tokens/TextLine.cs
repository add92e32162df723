using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>A line of <c>--jsonl</c>: <c>{"text": ..., "pair": ...}</c>.</summary>
/// <param name="Text">The text; half surrogate pairs as the line has them.</param>
/// <param name="Pair">The second text, or null.</param>
internal readonly record struct TextLine(string Text, string? Pair)
{
    private const string Expected = "an object like {\"text\": \"...\"} or {\"text\": \"...\", \"pair\": \"...\"} is expected";

    /// <summary>Reads a line. Other properties are passed over; of one that stands twice the last value holds.</summary>
    /// <param name="json">The line, UTF-8.</param>
    /// <param name="value">What it says.</param>
    /// <returns>What is wrong with the line and what was expected; null when all is well.</returns>
    public static string? Read(ReadOnlySpan<byte> json, out TextLine value)
    {
        value = default;
        if (!Utf8.IsValid(json))
        {
            return $"not valid UTF-8; {Expected}.";
        }

        try
        {
            return ReadObject(json, out value);
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not JSON, at byte {(e.BytePositionInLine ?? 0) + 1}: {e.Message.Split(" LineNumber:")[0].TrimEnd('.')}; {Expected}.");
        }
    }

    private static string? ReadObject(ReadOnlySpan<byte> json, out TextLine value)
    {
        value = default;
        string? text = null, pair = null, error = null;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            string found = NameOf(reader.TokenType);
            while (reader.Read())
            {
            }

            return $"{found} stands there; {Expected}.";
        }

        bool hasText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonString.Of(reader);
            reader.Read();
            switch (name)
            {
                case "text":
                    hasText = true;
                    text = reader.TokenType == JsonTokenType.String ? JsonString.Of(reader) : null;
                    error ??= text is null ? $"'text' is {NameOf(reader.TokenType)}, not a string; {Expected}." : null;
                    break;
                case "pair":
                    pair = reader.TokenType == JsonTokenType.String ? JsonString.Of(reader) : null;
                    error ??= pair is null && reader.TokenType != JsonTokenType.Null ? $"'pair' is {NameOf(reader.TokenType)}, neither a string nor null; {Expected}." : null;
                    break;
            }

            reader.Skip();
        }

        // Whatever follows the object is no JSON, and the reader says so.
        _ = reader.Read();
        value = new TextLine(text ?? "", pair);
        return error ?? (hasText ? null : $"there is no property 'text'; {Expected}.");
    }

    private static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };
}
