namespace EmotionOnnx.Training.Tests.Tables;

public sealed class JsonLinesTests
{
    [Fact]
    public void Labels_are_a_string_or_an_array()
    {
        List<TextRow> rows = TableText.Read(
            """
            {"text": "one \"quoted\"\nline", "labels": ["joy", "a, b"]}

            {"labels": "anger, fear", "text": "caf\u00e9", "more": {"deep": [1]}}
            {"text": "", "labels": []}
            """,
            TextTableFormat.JsonLines,
            TableText.Labelled);

        Assert.Equal(["one \"quoted\"\nline", "caf\u00e9", ""], rows.Select(row => row.Text));
        Assert.Equal([["joy", "a, b"], ["anger", "fear"], []], rows.Select(row => row.Labels!));
        Assert.Equal([1, 3, 4], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("""{"text": "open""", "not JSON, at byte 15")]
    [InlineData("""{"text": "a"} {"text": "b"}""", "not JSON, at byte 15")]
    [InlineData("""["text"]""", "a JSON object is expected, not an array")]
    [InlineData("""{"text": 5, "labels": ""}""", "'text' is a number, not a string")]
    [InlineData("""{"text": null, "labels": ""}""", "'text' is null, not a string")]
    [InlineData("""{"other": "x"}""", "there is no property 'text'")]
    [InlineData("""{"text": "x"}""", "'labels' must be there")]
    [InlineData("""{"text": "x", "labels": [1]}""", "'labels' must be there, a string or an array of strings")]
    [InlineData("""{"text": "\ud83d", "labels": ""}""", "half of a surrogate pair")]
    public void A_line_that_is_no_good_is_told_and_the_next_is_read(string line, string error)
    {
        string good = """{"text": "fine", "labels": "joy"}""";
        List<TextRow> rows = TableText.Read($"{good}\n{line}\n{good}", TextTableFormat.JsonLines, TableText.Labelled);

        Assert.Equal([false, true, false], rows.Select(row => row.IsError));
        Assert.Contains(error, rows[1].Error);
        Assert.Equal((line, 2L, 1L), (rows[1].Raw!, rows[1].Line, rows[1].Number));
    }

    [Theory]
    [InlineData("""{"\ud83d": 1, "text": "fine", "labels": "joy"}""")]
    [InlineData("""{"text": "fine", "\ud83d": 1, "labels": "joy"}""")]
    [InlineData("""{"text": "old", "labels": "joy", "a \" \udc00" : 1, "text": "fine"}""")]
    public void A_name_with_half_a_surrogate_pair_costs_nothing_wherever_it_stands(string line)
    {
        List<TextRow> rows = TableText.Read($"{line}\n{line}\n", TextTableFormat.JsonLines, TableText.Labelled);
        Assert.Equal(["fine", "fine"], rows.Select(row => row.Text));
        Assert.Equal(["joy"], rows[1].Labels!);
    }

    [Fact]
    public void A_name_with_half_a_surrogate_pair_is_told_as_it_is_written()
    {
        var error = Assert.Throws<TextTableException>(() => TableText.Read("""{"a \" \ud83d" : 1}""", TextTableFormat.JsonLines));
        Assert.Contains("""there are 'a \" \ud83d'.""", error.Message);
    }

    [Fact]
    public void A_first_object_without_the_property_means_that_the_name_is_wrong()
    {
        using TextTableReader reader = TableText.Open("{broken\n{\"comment\": \"x\", \"id\": 1}\n", TextTableFormat.JsonLines);
        Assert.True(reader.Read()!.IsError);
        var error = Assert.Throws<TextTableException>(() => reader.Read());
        Assert.Equal("the file:2: there is no property 'text'; there are 'comment', 'id'.", error.Message);
    }

    [Fact]
    public void Skipping_parses_nothing()
    {
        using TextTableReader reader = TableText.Open("{broken\n\n{\"no\": 1}\n{\"text\": \"c\"}\n", TextTableFormat.JsonLines);
        Assert.Equal(2, reader.Skip(2));
        TextRow row = reader.Read()!;
        Assert.Equal((2L, 4L, "c"), (row.Number, row.Line, row.Text));
    }
}
