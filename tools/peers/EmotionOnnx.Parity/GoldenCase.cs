using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>A line of golden.jsonl: what golden.mjs asked the reference, and its answer.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text, if there is one.</param>
/// <param name="Options">Our options for the same.</param>
/// <param name="Answer">The whole line.</param>
internal sealed record GoldenCase(string Text, string? Pair, EncodeOptions Options, JsonElement Answer)
{
    internal static GoldenCase Parse(string line)
    {
        JsonElement root = JsonDocument.Parse(line).RootElement.Clone();
        bool windows = root.TryGetProperty("windows", out JsonElement truncation);
        return new GoldenCase(
            Unescape(root.GetProperty("text")),
            root.TryGetProperty("pair", out JsonElement pair) ? Unescape(pair) : null,
            new EncodeOptions
            {
                AddSpecialTokens = !root.TryGetProperty("addSpecialTokens", out JsonElement special) || special.GetBoolean(),
                Truncation = windows || root.TryGetProperty("truncation", out truncation) ? ReadTruncation(truncation) : Truncation.Declared,
                Padding = windows ? Padding.None : root.TryGetProperty("padding", out JsonElement padding) ? ReadPadding(padding) : Padding.Declared,
                ReturnOverflow = windows,
            },
            root);
    }

    /// <summary>A JSON string as it stands there: the reader itself refuses half surrogate pairs.</summary>
    internal static string Unescape(JsonElement element)
    {
        string raw = element.GetRawText()[1..^1];
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                char other => other,
            });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }

    private static Truncation ReadTruncation(JsonElement json) => Truncation.To(
        json.GetProperty("max_length").GetInt32(),
        json.GetProperty("stride").GetInt32(),
        Enum.Parse<TokenSide>(json.GetProperty("direction").GetString()!),
        Enum.Parse<TruncationStrategy>(json.GetProperty("strategy").GetString()!));

    private static Padding ReadPadding(JsonElement json)
    {
        JsonElement multiple = json.GetProperty("pad_to_multiple_of");
        int multipleOf = multiple.ValueKind == JsonValueKind.Null ? 1 : multiple.GetInt32();
        TokenSide side = Enum.Parse<TokenSide>(json.GetProperty("direction").GetString()!);
        int id = json.GetProperty("pad_id").GetInt32();
        string token = json.GetProperty("pad_token").GetString()!;
        JsonElement strategy = json.GetProperty("strategy");
        return strategy.ValueKind == JsonValueKind.Object
            ? Padding.Fixed(strategy.GetProperty("Fixed").GetInt32(), multipleOf, side, id, token: token)
            : Padding.Longest(multipleOf, side, id, token: token);
    }
}
