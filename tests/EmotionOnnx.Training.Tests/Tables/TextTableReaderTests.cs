using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Tables;

public sealed class TextTableReaderTests
{
    [Theory]
    [InlineData(TextTableFormat.Csv, "body,labels\n", "the file: there is no column 'text'; there are 'body', 'labels'.")]
    [InlineData(TextTableFormat.Tsv, "Text\tlabels\n", "the file: there is no column 'text'; there are 'Text', 'labels'.")]
    [InlineData(TextTableFormat.Csv, "text,tone\n", "the file: there is no column 'labels'; there are 'text', 'tone'.")]
    [InlineData(TextTableFormat.Csv, "text,labels,text\n", "the file: the column 'text' stands 2 times in the first row.")]
    [InlineData(TextTableFormat.Csv, "", "the file: it is empty; a first row that names the columns was expected.")]
    [InlineData(TextTableFormat.Text, "text\n", "the file: a plain text file has no labels; use .csv, .tsv or .jsonl.")]
    public void A_column_that_is_not_there_is_an_error_that_names_those_that_are(TextTableFormat format, string content, string message)
    {
        var error = Assert.Throws<TextTableException>(() => TableText.Open(content, format, TableText.Labelled));
        Assert.Equal(message, error.Message);
        Assert.Equal("the file", error.File);
    }

    [Fact]
    public void A_first_row_that_cannot_be_read_is_an_error_with_its_line()
    {
        var error = Assert.Throws<TextTableException>(() => TableText.Open("\n\"text\nx\n", TextTableFormat.Csv));
        Assert.Equal(2, error.Line);
    }

    [Theory]
    [InlineData("a.txt", TextTableFormat.Text)]
    [InlineData("dir.csv/a.TSV", TextTableFormat.Tsv)]
    [InlineData("a.tab", TextTableFormat.Tsv)]
    [InlineData("a.Csv", TextTableFormat.Csv)]
    [InlineData("a.b.jsonl", TextTableFormat.JsonLines)]
    [InlineData("a.ndjson", TextTableFormat.JsonLines)]
    public void The_extension_says_the_format(string path, TextTableFormat format) => Assert.Equal(format, TextTableReader.FormatOf(path));

    [Theory]
    [InlineData("a.xlsx")]
    [InlineData("a")]
    public void An_unknown_extension_is_an_error(string path)
    {
        Assert.Null(TextTableReader.TryFormatOf(path));
        Assert.Contains(".jsonl", Assert.Throws<TextTableException>(() => TextTableReader.FormatOf(path)).Message);
    }

    [Fact]
    public void A_file_is_closed_when_its_columns_are_wrong_and_when_it_has_been_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder["data.csv"];
        File.WriteAllText(path, "body\nx\n");
        Assert.Throws<TextTableException>(() => TextTableReader.Open(path));
        using (TextTableReader reader = TextTableReader.Open(path, new TextTableOptions { TextColumn = "body" }))
        {
            Assert.Equal("x", reader.Read()!.Text);
            Assert.Equal(7, reader.Length);
            Assert.Equal(7, reader.Position);
        }

        // Nobody else may have it open now.
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(7, exclusive.Length);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_by_its_name()
    {
        Assert.Contains("missing.csv", Assert.Throws<FileNotFoundException>(() => TextTableReader.Open(Path.Combine(Path.GetTempPath(), "missing.csv"))).Message);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Assert.EndsWith("this is a folder; a file is expected.", Assert.Throws<TextTableException>(() => TextTableReader.Open(Path.GetTempPath())).Message);
    }

    [Fact]
    public void Reading_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        using TextTableReader reader = TableText.Open("a\nb\nc\n", TextTableFormat.Text);
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (TextRow row in reader.ReadAll(source.Token))
            {
                Assert.Equal("a", row.Text);
                source.Cancel();
            }
        });
        Assert.Equal(1, reader.RowNumber);
    }
}
