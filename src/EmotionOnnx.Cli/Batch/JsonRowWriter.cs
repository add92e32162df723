using System.Text.Json;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>One JSON object per row: row, line, the input's columns, then the result.</summary>
internal sealed class JsonRowWriter(Stream output, OutputColumns columns, TextTableReader input, string textColumn, ResultView view) : IRowWriter
{
    private readonly JsonLinesWriter _lines = new(output);

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
                for (int i = 0; i < input.Columns.Count; i++)
                {
                    if (columns.IsCarried(input.Columns[i]))
                    {
                        writer.WriteText(columns.NameOf(input.Columns[i]), row.Cells![i]);
                    }
                }

                break;
        }
    }

    // Values go through as they stand, so that numbers keep their digits.
    private void WriteProperties(Utf8JsonWriter writer, TextRow row)
    {
        using var json = JsonDocument.Parse(row.Raw!);
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            string name = JsonFields.NameOf(property);
            if (columns.IsCarried(name))
            {
                writer.WritePropertyName(columns.NameOf(name));
                writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
            }
        }
    }
}
