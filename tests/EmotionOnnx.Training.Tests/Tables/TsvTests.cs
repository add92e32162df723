namespace EmotionOnnx.Training.Tests.Tables;

public sealed class TsvTests
{
    [Fact]
    public void Quotes_are_text_like_any_other()
    {
        List<TextRow> rows = TableText.Read(
            "text\tlabels\n\"Stop,\" he said.\tanger\n\"\tneutral\n5\" tall\tjoy,pride\nback\\slash 'n\t\n", TextTableFormat.Tsv, TableText.Labelled);

        Assert.Equal(["\"Stop,\" he said.", "\"", "5\" tall", "back\\slash 'n"], rows.Select(row => row.Text));
        Assert.Equal([["anger"], ["neutral"], ["joy", "pride"], []], rows.Select(row => row.Labels!));
    }

    [Fact]
    public void A_row_ends_with_its_line_and_broken_ones_are_told()
    {
        List<TextRow> rows = TableText.Read("text\tlabels\r\nno tab\r\ntoo\tmany\ttabs\r\n\r\nfine\tjoy\r\n", TextTableFormat.Tsv, TableText.Labelled);

        Assert.Equal(["1 cell, where 2 are expected (text, labels).", "3 cells, where 2 are expected (text, labels).", null], rows.Select(row => row.Error));
        Assert.Equal(["no tab", "too\tmany\ttabs", null], rows.Select(row => row.Raw));
        Assert.Equal([2, 3, 5], rows.Select(row => row.Line));
    }

    [Fact]
    public void Quoting_is_an_option()
    {
        List<TextRow> rows = TableText.Read("text\tlabels\n\"a\tb\"\tjoy\n", TextTableFormat.Tsv, new TextTableOptions { Quoted = true });
        Assert.Equal("a\tb", rows[0].Text);
    }

    [Fact]
    public void Skipping_comes_to_the_same_row_as_reading()
    {
        using TextTableReader reader = TableText.Open("text\n\na\nb\n\nc\n", TextTableFormat.Tsv);
        Assert.Equal(2, reader.Skip(2));
        TextRow row = reader.Read()!;
        Assert.Equal((2L, 6L, "c"), (row.Number, row.Line, row.Text));
    }
}
