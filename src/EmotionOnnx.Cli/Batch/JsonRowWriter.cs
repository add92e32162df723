using System.Text.Json;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>One JSON object per row: row, line, the input's columns, then the result.</summary>
internal sealed class JsonRowWriter(Stream output, OutputColumns columns, TextTableReader input, string textColumn, ResultView view) : IRowWriter
{
    private readonly JsonLinesWriter _lines = new(output);
    private readonly (int Index, string Name)[] _cells = CellsOf(input, columns);
    private readonly OrderedDictionary<string, string> _properties = new(StringComparer.Ordinal);

    public void WriteHeader()
    {
    }

    public void Write(TextRow row, EmotionResult result) => _lines.Write((Self: this, row, result), static (writer, state) =>
    {
        writer.WriteNumber("row", state.row.Number + 1);
        writer.WriteNumber("line", state.row.Line);
        state.Self.WriteInput(writer, state.row);
        ResultJson.Write(writer, state.result, state.Self.View);
    });

    public void Flush()
    {
    }

    public void Dispose() => _lines.Dispose();

    private ResultView View => view;

    private void WriteInput(Utf8JsonWriter writer, TextRow row)
    {
        switch (input.Format)
        {
            case TextTableFormat.Text:
                writer.WriteText(textColumn, row.Text);
                break;
            case TextTableFormat.JsonLines:
                WriteProperties(writer, row);
                break;
            default:
                foreach ((int index, string name) in _cells)
                {
                    writer.WriteText(name, row.Cells![index]);
                }

                break;
        }
    }

    private static (int Index, string Name)[] CellsOf(TextTableReader input, OutputColumns columns)
    {
        int[] indexes = [.. Enumerable.Range(0, input.Columns.Count).Where(i => columns.IsCarried(input.Columns[i]))];
        return [.. indexes.Zip(columns.NamesOf([.. indexes.Select(i => input.Columns[i])]))];
    }

    // Values go through as they stand, so that numbers keep their digits. Of a name that stands twice the last value holds,
    // as it does for the text.
    private void WriteProperties(Utf8JsonWriter writer, TextRow row)
    {
        using var json = JsonDocument.Parse(row.Raw!);
        _properties.Clear();
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            string name = JsonFields.NameOf(property);
            if (columns.IsCarried(name))
            {
                _properties[JsonFields.QuotedNameOf(property, columns.NameOf(name))] = property.Value.GetRawText();
            }
        }

        foreach ((string name, string value) in _properties)
        {
            // Name and value at once: the JSON writer takes no name with half a surrogate pair.
            writer.WriteRawValue($"{name}:{value}", skipInputValidation: true);
        }
    }
}
