using System.Text;

namespace EmotionOnnx.Training.Tests.Tables;

public sealed class CsvTests
{
    [Fact]
    public void Quoted_cells_keep_commas_quotes_and_line_ends()
    {
        List<TextRow> rows = TableText.Read(
            "id,text,labels\n1,\"Well, \"\"fine\"\".\",joy\n2,\"two\r\nlines\",\"anger, fear\"\n3,plain,\n", TextTableFormat.Csv, TableText.Labelled);

        Assert.Equal(["Well, \"fine\".", "two\r\nlines", "plain"], rows.Select(row => row.Text));
        Assert.Equal([["joy"], ["anger", "fear"], []], rows.Select(row => row.Labels!));
        Assert.Equal([0, 1, 2], rows.Select(row => row.Number));
        Assert.Equal([2, 3, 5], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Null(row.Error));
    }

    [Theory]
    [InlineData("text\r\none\r\ntwo\r\n")]
    [InlineData("text\none\ntwo")]
    [InlineData("\uFEFFtext\none\n\n\ntwo\n\n")]
    [InlineData("\uFEFF\"text\"\r\n\r\n\"one\"\r\n\"two\"")]
    [InlineData("text\rone\rtwo\r")]
    public void Line_ends_byte_order_mark_and_empty_lines_are_not_text(string content)
    {
        Assert.Equal(["one", "two"], TableText.Read(content, TextTableFormat.Csv).Select(row => row.Text));
    }

    [Fact]
    public void A_quote_never_closed_costs_its_line_and_no_other()
    {
        List<TextRow> rows = TableText.Read("text,id\n\"fine\",1\n\"open,2\nnext,3\n\"last\",4\n", TextTableFormat.Csv);

        Assert.Equal(["fine", "", "next", "last"], rows.Select(row => row.Text));
        Assert.Equal([2, 3, 4, 5], rows.Select(row => row.Line));
        Assert.Equal("\"open,2", rows[1].Raw);
        Assert.Contains("quote", rows[1].Error);
    }

    [Fact]
    public void A_quote_never_closed_in_the_last_rows_is_told_at_its_line()
    {
        List<TextRow> rows = TableText.Read("text,id\nfine,1\n\"open,2\nnext,3\n", TextTableFormat.Csv);

        Assert.Equal([null, "\"open,2", null], rows.Select(row => row.Raw));
        Assert.Contains("never closed", rows[1].Error);
        Assert.Equal("next", rows[2].Text);
    }

    [Theory]
    [InlineData("say \"no\"")]
    [InlineData("\"say \"no\"\"")]
    [InlineData("\"no\" they say")]
    [InlineData(" \"no\"")]
    [InlineData("5\" tall")]
    public void A_quote_where_none_may_stand_is_an_error_of_its_row(string cell)
    {
        List<TextRow> rows = TableText.Read($"text\none\n{cell}\n\"three\nlines\"\nfour\n", TextTableFormat.Csv);

        Assert.Equal([false, true, false, false], rows.Select(row => row.IsError));
        Assert.Equal(cell, rows[1].Raw);
        Assert.Equal("three\nlines", rows[2].Text);
        Assert.Equal([2, 3, 4, 6], rows.Select(row => row.Line));
    }

    [Fact]
    public void A_wrong_number_of_cells_is_an_error_that_names_the_columns()
    {
        List<TextRow> rows = TableText.Read("id,text\n1\n1,2,3\n1,ok\n\"a\nb\"\n", TextTableFormat.Csv);

        Assert.Equal("1 cell, where 2 are expected (id, text).", rows[0].Error);
        Assert.Equal("3 cells, where 2 are expected (id, text).", rows[1].Error);
        Assert.Equal("ok", rows[2].Text);
        Assert.Equal(("\"a\nb\"", 5L), (rows[3].Raw!, rows[3].Line));
    }

    [Fact]
    public void A_row_over_the_limit_is_an_error_and_the_rest_is_read()
    {
        string open = "\"opens here\n" + string.Concat(Enumerable.Repeat("0123456789\n", 50));
        List<TextRow> rows = TableText.Read($"text\n{open}end\n", TextTableFormat.Csv, new TextTableOptions { MaxRowBytes = 100 });

        Assert.Equal(52, rows.Count);
        Assert.Contains("longest row", rows[0].Error);
        Assert.Equal("\"opens here", rows[0].Raw);
        Assert.All(rows.Skip(1), row => Assert.Null(row.Error));
        Assert.Equal(("end", 53L), (rows[^1].Text, rows[^1].Line));
    }

    [Fact]
    public void One_line_over_the_limit_is_cut_and_told()
    {
        List<TextRow> rows = TableText.Read($"text\n{new string('x', 500)}\nnext\n", TextTableFormat.Csv, new TextTableOptions { MaxRowBytes = 100 });

        Assert.Equal(2, rows.Count);
        Assert.Contains("more than 100 bytes", rows[0].Error);
        Assert.Equal(100, rows[0].Raw!.Length);
        Assert.Equal(("next", 3L), (rows[1].Text, rows[1].Line));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_an_error_of_their_row()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("text\nplain\ncaf\u00e9\n\"two\nna\u00efve\"\nend\n");
        using TextTableReader reader = TableText.Open(latin1, TextTableFormat.Csv);
        List<TextRow> rows = [.. reader.ReadAll()];

        Assert.Equal(["plain", "", "", "end"], rows.Select(row => row.Text));
        Assert.Equal("byte 4 of the line (0xE9) is not valid UTF-8; name the file's encoding (--encoding, in a program TextTableOptions.Encoding), or convert it to UTF-8.", rows[1].Error);
        Assert.StartsWith("line 5: byte 3 of the line (0xEF)", rows[2].Error);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_behind_an_open_quote_spoil_only_their_own_row()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("text\n\"open\nplain\ncaf\u00e9\nend\n");
        using TextTableReader reader = TableText.Open(latin1, TextTableFormat.Csv);
        List<TextRow> rows = [.. reader.ReadAll()];

        Assert.Equal(["", "plain", "", "end"], rows.Select(row => row.Text));
        Assert.Contains("quote", rows[0].Error);
        Assert.Contains("UTF-8", rows[2].Error);
        Assert.Equal([2, 3, 4, 5], rows.Select(row => row.Line));
    }

    [Fact]
    public void A_cut_line_that_opens_a_quote_costs_no_other()
    {
        List<TextRow> rows = TableText.Read($"text\n\"{new string('x', 500)}\nnext\n\"quoted\"\n", TextTableFormat.Csv, new TextTableOptions { MaxRowBytes = 100 });

        Assert.Contains("more than 100 bytes", rows[0].Error);
        Assert.Equal(["", "next", "quoted"], rows.Select(row => row.Text));
        Assert.Equal([2, 3, 4], rows.Select(row => row.Line));
    }

    [Fact]
    public void Rows_far_into_a_file_are_numbered_right_after_many_rewinds()
    {
        string content = "text\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => i % 10 == 0 ? $"\"open {i}\n" : i % 10 == 5 ? $"\"two\n{i}\"\n" : $"{i}\n"));
        List<TextRow> rows = TableText.Read(content, TextTableFormat.Csv);
        string[] lines = content.Split('\n');

        Assert.Equal(2000, rows.Count(row => row.IsError && row.Raw!.StartsWith("\"open", StringComparison.Ordinal)));
        Assert.All(rows.Where(row => row.IsError), row => Assert.Equal(lines[row.Line - 1], row.Raw));
        Assert.All(rows.Where(row => !row.IsError && !row.Text.Contains('\n')), row => Assert.Equal(lines[row.Line - 1], row.Text));
        Assert.Equal(16_000, rows.Count(row => !row.IsError && !row.Text.Contains('\n')));
    }

    [Fact]
    public void Bytes_in_the_encoding_that_the_options_name_are_text()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("text\ncaf\u00e9\n");
        using TextTableReader reader = TableText.Open(latin1, TextTableFormat.Csv, new TextTableOptions { Encoding = Encoding.Latin1 });
        Assert.Equal("caf\u00e9", reader.Read()!.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf16_is_known_by_its_byte_order_mark(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("text\n\u00e9t\u00e9 \U0001F600\n")];
        using TextTableReader reader = TableText.Open(bytes, TextTableFormat.Csv);
        Assert.Equal("\u00e9t\u00e9 \U0001F600", reader.Read()!.Text);
        Assert.Null(reader.Read());
    }

    [Fact]
    public void The_source_is_kept_when_asked()
    {
        List<TextRow> rows = TableText.Read("id,text\n7,\"a \"\"b\"\"\"\n", TextTableFormat.Csv, new TextTableOptions { KeepSource = true });

        Assert.Equal(["7", "a \"b\""], rows[0].Cells!);
        Assert.Equal("7,\"a \"\"b\"\"\"", rows[0].Raw);
    }

    [Fact]
    public void Another_delimiter_and_no_header_are_options()
    {
        var options = new TextTableOptions { Delimiter = ';', HasHeader = false, TextColumn = "2", LabelsColumn = "1" };
        List<TextRow> rows = TableText.Read("joy;\"one; two\"\nfear;three\n", TextTableFormat.Csv, options);

        Assert.Equal(["one; two", "three"], rows.Select(row => row.Text));
        Assert.Equal(["joy", "fear"], rows.Select(row => row.Labels![0]));
        Assert.Equal([0, 1], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('|')]
    [InlineData('\t')]
    [InlineData('\u00a7')]
    public void Any_character_may_be_the_delimiter(char delimiter)
    {
        List<TextRow> rows = TableText.Read(
            "id,text\n7,\"a,b\"\n8, \n".Replace(',', delimiter), TextTableFormat.Csv, new TextTableOptions { Delimiter = delimiter, KeepSource = true });

        Assert.Equal(["7", $"a{delimiter}b"], rows[0].Cells!);
        Assert.Equal(delimiter == ' ', rows[1].IsError);
    }

    [Fact]
    public void Skipping_comes_to_the_same_row_as_reading()
    {
        string content = "text,id\n\"a\nb\",0\n\"open,1\nbad\nc,3\n\nd,4\n\"e\ne\",5\n";
        List<TextRow> all = TableText.Read(content, TextTableFormat.Csv);
        for (int skipped = 0; skipped <= all.Count; skipped++)
        {
            using TextTableReader reader = TableText.Open(content, TextTableFormat.Csv);
            Assert.Equal(skipped, reader.Skip(skipped));
            Assert.Equal(all.Skip(skipped).Select(row => (row.Number, row.Line, row.Text, row.Error)), reader.ReadAll().Select(row => (row.Number, row.Line, row.Text, row.Error)));
        }

        using TextTableReader past = TableText.Open(content, TextTableFormat.Csv);
        Assert.Equal(all.Count, past.Skip(100));
        Assert.Null(past.Read());
    }

    [Fact]
    public void Ten_megabytes_in_one_cell_are_one_text()
    {
        string text = string.Concat(Enumerable.Repeat("all work and\n\"\"no\"\" play ", 420_000));
        List<TextRow> rows = TableText.Read($"text\n\"{text}\"\nnext\n", TextTableFormat.Csv);

        Assert.Equal(2, rows.Count);
        Assert.Equal(text.Replace("\"\"", "\"", StringComparison.Ordinal), rows[0].Text);
        Assert.Equal(("next", 420_000 + 3L), (rows[1].Text, rows[1].Line));
    }

    [Fact]
    public void Any_two_rows_survive_writing_and_reading()
    {
        var random = new Random(7);
        const string Alphabet = "ab ,\"\n\r\t;'\u00e9\u4e2d\0";
        for (int round = 0; round < 300; round++)
        {
            string[] texts = [.. Enumerable.Range(0, 4).Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])))];
            string content = "text,id\n" + string.Concat(texts.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",1\n"));
            Assert.Equal(texts, TableText.Read(content, TextTableFormat.Csv).Select(row => row.Text));
        }
    }
}
