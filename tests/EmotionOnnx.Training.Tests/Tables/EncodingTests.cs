using System.Text;

namespace EmotionOnnx.Training.Tests.Tables;

public sealed class EncodingTests
{
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!;

    [Fact]
    public void Windows_1252_has_the_euro_and_curly_quotes()
    {
        byte[] bytes = [.. "text\n"u8, 0x93, .. "5 "u8, 0x80, 0x94, .. "\n"u8];
        Assert.Equal("\u201C5 \u20AC\u201D", Read(bytes, CodePagesEncodingProvider.Instance.GetEncoding("windows-1252"))[0].Text);
    }

    // 0x81 is the first byte of two in Shift JIS, but 0x21 no second one; D800 is half a surrogate pair.
    [Theory]
    [InlineData("us-ascii", new byte[] { 0xE9 })]
    [InlineData("shift_jis", new byte[] { 0x81, 0x21 })]
    [InlineData("utf-16", new byte[] { 0x00, 0xD8 })]
    public void Bytes_that_are_not_valid_in_the_encoding_are_an_error_of_their_row(string name, byte[] bad)
    {
        Encoding encoding = name == "shift_jis" ? ShiftJis : Encoding.GetEncoding(name);
        List<TextRow> rows = Read([.. encoding.GetBytes("text\none\nbad "), .. bad, .. encoding.GetBytes("\ntwo\n")], encoding);

        Assert.Equal(["one", "", "two"], rows.Select(row => row.Text));
        Assert.Equal([2, 3, 4], rows.Select(row => row.Line));
        Assert.StartsWith($"the line has bytes that are not valid {name}; name the file's encoding", rows[1].Error);
        Assert.StartsWith("bad \uFFFD", rows[1].Raw);
    }

    [Fact]
    public void A_file_that_ends_within_a_character_has_an_error_in_its_last_row()
    {
        List<TextRow> rows = Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("text\none\ntwo"), 0x21], null);
        Assert.Equal(["one", ""], rows.Select(row => row.Text));
        Assert.Contains("not valid utf-16", rows[1].Error);
    }

    [Fact]
    public void A_replacement_character_that_the_file_has_is_text() =>
        Assert.Equal("a\uFFFDb", Read(Encoding.Unicode.GetBytes("text\na\uFFFDb\n"), Encoding.Unicode)[0].Text);

    [Theory]
    [InlineData("utf-8", "iso-8859-1")]
    [InlineData("utf-16", "iso-8859-1")]
    [InlineData("utf-16BE", "utf-16")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-32", "utf-32")]
    [InlineData("utf-8", "utf-8")]
    public void A_byte_order_mark_goes_before_the_encoding_that_was_given_and_is_no_part_of_the_first_cell(string file, string given)
    {
        var encoding = Encoding.GetEncoding(file);
        Assert.Equal("caf\u00e9", Read([.. encoding.GetPreamble(), .. encoding.GetBytes("text\ncaf\u00e9\n")], Encoding.GetEncoding(given))[0].Text);
    }

    [Fact]
    public void A_file_longer_than_the_buffer_is_whole()
    {
        string[] texts = [.. Enumerable.Range(0, 30_000).Select(i => $"\u30c6\u30ad\u30b9\u30c8 {i}")];
        Assert.Equal(texts, Read(ShiftJis.GetBytes("text\n" + string.Join('\n', texts)), ShiftJis).Select(row => row.Text));
    }

    private static List<TextRow> Read(byte[] bytes, Encoding? encoding)
    {
        using TextTableReader reader = TableText.Open(bytes, TextTableFormat.Csv, new TextTableOptions { Encoding = encoding });
        return [.. reader.ReadAll()];
    }
}
