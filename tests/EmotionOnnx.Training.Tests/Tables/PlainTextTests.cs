namespace EmotionOnnx.Training.Tests.Tables;

public sealed class PlainTextTests
{
    [Fact]
    public void Every_line_is_a_text_and_an_empty_line_an_empty_text()
    {
        List<TextRow> rows = TableText.Read("\uFEFFone\r\n\n\"two\",\t\rstill two\nthree", TextTableFormat.Text);

        Assert.Equal(["one", "", "\"two\",\t\rstill two", "three"], rows.Select(row => row.Text));
        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Line));
    }

    [Fact]
    public void An_empty_file_has_no_texts() => Assert.Empty(TableText.Read("", TextTableFormat.Text));

    [Fact]
    public void Null_characters_and_any_script_are_text()
    {
        const string Text = "a\0b \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d \U0001F469\u200D\U0001F680";
        Assert.Equal(Text, TableText.Read(Text + "\n", TextTableFormat.Text)[0].Text);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_whole()
    {
        string[] texts = [.. Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), (i * 65_536) + i))];
        Assert.Equal(texts, TableText.Read(string.Join('\n', texts), TextTableFormat.Text).Select(row => row.Text));
    }

    [Fact]
    public void A_stream_that_gives_one_byte_at_a_time_reads_the_same()
    {
        using var reader = new TextTableReader(new OneByteStream("\uFEFFone\r\ncaf\u00e9 \U0001F600\n"u8.ToArray()), "standard input", new TextTableOptions { Format = TextTableFormat.Text });
        Assert.Equal(["one", "caf\u00e9 \U0001F600"], reader.ReadAll().Select(row => row.Text));
        Assert.Null(reader.Length);
    }

    [Fact]
    public void Skipping_comes_to_the_same_row_as_reading()
    {
        using TextTableReader reader = TableText.Open("a\n\nb\nc", TextTableFormat.Text);
        Assert.Equal(3, reader.Skip(3));
        Assert.Equal(3, reader.RowNumber);
        TextRow row = reader.Read()!;
        Assert.Equal((3L, 4L, "c"), (row.Number, row.Line, row.Text));
    }

    [Fact]
    public void Skipping_takes_no_memory_however_long_the_file()
    {
        const int Length = 22_000_000;
        using var reader = new TextTableReader(new LongStream("a line like any other\n"u8.ToArray(), Length), "long", new TextTableOptions { Format = TextTableFormat.Text });
        reader.Skip(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long rows = reader.Skip(long.MaxValue);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((Length / 22) - 1000, rows);
        Assert.True(allocated < 10_000, $"{allocated} bytes for {rows} rows");
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);
    }

    private sealed class LongStream(byte[] line, long length) : MemoryStream
    {
        private long _position;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = (int)Math.Min(count, length - _position);
            for (int i = 0; i < given; i++)
            {
                buffer[offset + i] = line[_position++ % line.Length];
            }

            return given;
        }
    }
}
