using System.Text.Json;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>The cells of the input's rows that a delimited output carries.</summary>
internal sealed class CellSource
{
    private readonly TextTableFormat _format;
    private readonly int[] _indexes = [];

    private CellSource(TextTableFormat format, IReadOnlyList<string> columns, int[]? indexes = null)
    {
        _format = format;
        Columns = columns;
        _indexes = indexes ?? [];
    }

    /// <summary>The carried columns, by their names in the input.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The first property that some row had and no column carries, with its line; null where all had a column.</summary>
    public (string Name, long Line)? Uncarried { get; private set; }

    /// <summary>The carried columns of a text file or a delimited one.</summary>
    public static CellSource OfTable(TextTableReader input, OutputColumns columns, string textColumn)
    {
        if (input.Format == TextTableFormat.Text)
        {
            return new CellSource(input.Format, [textColumn]);
        }

        int[] indexes = [.. Enumerable.Range(0, input.Columns.Count).Where(i => columns.IsCarried(input.Columns[i]))];
        return new CellSource(input.Format, [.. indexes.Select(i => input.Columns[i])], indexes);
    }

    /// <summary>The given properties of JSON lines.</summary>
    public static CellSource OfProperties(IReadOnlyList<string> names) => new(TextTableFormat.JsonLines, names);

    /// <summary>The names of a JSON line's properties.</summary>
    public static IReadOnlyList<string> PropertiesOf(TextRow row)
    {
        using var json = JsonDocument.Parse(row.Raw!);
        return [.. json.RootElement.EnumerateObject().Select(JsonFields.NameOf).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Of(TextRow row) => _format switch
    {
        TextTableFormat.Text => [row.Text],
        TextTableFormat.JsonLines => OfJson(row),
        _ => Array.ConvertAll(_indexes, i => row.Cells![i]),
    };

    // Strings as they are, other values as JSON, a property that is not there as nothing.
    private string[] OfJson(TextRow row)
    {
        using var json = JsonDocument.Parse(row.Raw!);
        string[] cells = new string[Columns.Count];
        Array.Fill(cells, "");
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            string name = JsonFields.NameOf(property);
            int index = IndexOf(name);
            if (index >= 0)
            {
                cells[index] = JsonFields.TextOf(property.Value);
            }
            else
            {
                Uncarried ??= (name, row.Line);
            }
        }

        return cells;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
