using System.Text;

namespace EmotionOnnx.Training.Tests.Tables;

internal static class TableText
{
    public static TextTableReader Open(string content, TextTableFormat format, TextTableOptions? options = null) =>
        Open(Encoding.UTF8.GetBytes(content), format, options);

    public static TextTableReader Open(byte[] content, TextTableFormat format, TextTableOptions? options = null) =>
        new(new MemoryStream(content), "the file", (options ?? new TextTableOptions()) with { Format = format });

    public static List<TextRow> Read(string content, TextTableFormat format, TextTableOptions? options = null)
    {
        using TextTableReader reader = Open(content, format, options);
        return [.. reader.ReadAll()];
    }

    public static TextTableOptions Labelled { get; } = new() { LabelsColumn = "labels" };
}
