using System.Text.Json;

namespace EmotionOnnx.Training.Tables;

/// <summary>One JSON object per line.</summary>
internal sealed class JsonRows(LineReader lines, string name, TextTableOptions options) : RowSource
{
    // A first object without the property means that the name is wrong, a later one that the row is.
    private bool _isFirst = true;

    public override TextRow? Read(long number)
    {
        Line line;
        do
        {
            if (!lines.TryRead(out line))
            {
                return null;
            }
        }
        while (line.IsEmpty);

        string raw = line.Content;
        if (line.Error is not null)
        {
            return Broken(number, line.Number, raw, line.Error);
        }

        try
        {
            using var json = JsonDocument.Parse(raw);
            return RowOf(json.RootElement, number, line.Number, raw);
        }
        catch (JsonException e)
        {
            return Broken(number, line.Number, raw, FormattableString.Invariant($"not JSON, at byte {(e.BytePositionInLine ?? 0) + 1}: {FirstSentence(e.Message)}"));
        }
        catch (InvalidOperationException)
        {
            return Broken(number, line.Number, raw, "a string has half of a surrogate pair (\\ud800 to \\udfff alone), which is no character.");
        }
    }

    public override bool Skip()
    {
        _isFirst = false;
        while (lines.TrySkip(out bool isEmpty))
        {
            if (!isEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public override void Dispose() => lines.Dispose();

    private static string FirstSentence(string message) => message.Split(" Path:")[0].Split(" LineNumber:")[0];

    private TextRow RowOf(JsonElement json, long number, long line, string raw)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Broken(number, line, raw, $"a JSON object is expected, not {NameOf(json.ValueKind)}.");
        }

        if (_isFirst)
        {
            Require(json, options.TextColumn, line);
            Require(json, options.LabelsColumn, line);
            Require(json, options.SplitColumn, line);
            Require(json, options.GroupColumn, line);
            _isFirst = false;
        }

        if (!TryGet(json, options.TextColumn, out JsonElement text))
        {
            return Broken(number, line, raw, $"there is no property '{options.TextColumn}'.");
        }

        if (text.ValueKind != JsonValueKind.String)
        {
            return Broken(number, line, raw, $"'{options.TextColumn}' is {NameOf(text.ValueKind)}, not a string.");
        }

        string[]? labels = null;
        if (options.LabelsColumn is { } column)
        {
            labels = TryGet(json, column, out JsonElement cell) ? LabelsOf(cell) : null;
            if (labels is null)
            {
                return Broken(number, line, raw, $"'{column}' must be there, a string or an array of strings.");
            }
        }

        if (!TryName(json, options.SplitColumn, out string? split) || !TryName(json, options.GroupColumn, out string? group))
        {
            string which = TryName(json, options.SplitColumn, out _) ? options.GroupColumn! : options.SplitColumn!;
            return Broken(number, line, raw, $"'{which}' must be there, a string or a number.");
        }

        return new TextRow
        {
            Number = number,
            Line = line,
            Text = text.GetString()!,
            Labels = labels,
            Split = split,
            Group = group,
            Raw = options.KeepSource ? raw : null,
        };
    }

    private static bool TryName(JsonElement json, string? property, out string? name)
    {
        name = null;
        if (property is null)
        {
            return true;
        }

        name = TryGet(json, property, out JsonElement value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString()!.Trim(), JsonValueKind.Number => value.GetRawText(), _ => null }
            : null;
        return name is not null;
    }

    // As JsonElement.TryGetProperty, the last one of a name; but that throws where it meets a name with half a surrogate pair.
    private static bool TryGet(JsonElement json, string property, out JsonElement value)
    {
        value = default;
        foreach (JsonProperty candidate in json.EnumerateObject())
        {
            if (NameOf(candidate) == property)
            {
                value = candidate.Value;
            }
        }

        return value.ValueKind != JsonValueKind.Undefined;
    }

    // A name that is no valid string goes by the way it is written.
    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            string json = property.ToString();
            int end = 1;
            while (json[end] != '"')
            {
                end += json[end] == '\\' ? 2 : 1;
            }

            return json[1..end];
        }
    }

    private string[]? LabelsOf(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => SplitLabels(cell.GetString()!, options.LabelSeparator),
        JsonValueKind.Array when cell.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String) =>
            [.. cell.EnumerateArray().Select(label => label.GetString()!.Trim()).Where(label => label.Length > 0)],
        _ => null,
    };

    private void Require(JsonElement json, string? property, long line)
    {
        if (property is not null && !TryGet(json, property, out _))
        {
            string there = string.Join(", ", json.EnumerateObject().Select(p => $"'{NameOf(p)}'"));
            throw new TextTableException(name, $"there is no property '{property}'; there are {(there.Length > 0 ? there : "none")}.", line);
        }
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
