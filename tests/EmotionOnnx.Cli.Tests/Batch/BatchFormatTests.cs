using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Batch;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Tests.Batch;

public sealed class BatchFormatTests : IDisposable
{
    private readonly BatchFiles _files = new();

    [Fact]
    public void Csv_to_jsonl_keeps_order_lines_and_columns()
    {
        _files.Write("in.csv", "id,text,note\n7,\"happy, very\nhappy\",\"a \"\"b\"\"\"\n8,sad,\n");
        CommandResult result = _files.Batch("in.csv", "out.jsonl").Expect(0);
        string[] lines = _files.Lines("out.jsonl");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"row\":1,\"line\":2,\"id\":\"7\",\"text\":\"happy, very\\nhappy\",\"note\":\"a \\\"b\\\"\",\"labels\":[{\"label\":\"joy\",", lines[0]);
        JsonObject second = Json.Object(lines[1]);
        Assert.Equal(4, second["line"]!.GetValue<int>());
        Assert.Equal(["sadness"], Json.LabelsOf(second));
        Assert.StartsWith("2 rows in ", result.Error);
        Assert.Equal(["in.csv", "out.jsonl"], _files.Names);
    }

    [Fact]
    public void Csv_to_csv_quotes_what_needs_it_and_can_be_read_back()
    {
        _files.Write("in.csv", "id,text\n1,\"happy, \"\"very\"\"\nhappy\"\n2,the\n");
        _files.Batch("in.csv", "out.csv").Expect(0);
        using var reader = TextTableReader.Open(_files["out.csv"], new TextTableOptions { KeepSource = true });
        TextRow[] rows = [.. reader.ReadAll()];
        Assert.Equal(["row", "line", "id", "text", "labels", "top", "score", "truncated"], reader.Columns);
        Assert.Equal(["1", "2", "1", "happy, \"very\"\nhappy", "joy,anger", "joy", "0.989013", "false"], rows[0].Cells);
        Assert.Equal(["2", "4", "2", "the", "", "joy", "0.5", "false"], rows[1].Cells);
    }

    [Fact]
    public void All_gives_a_score_per_label_in_both_forms()
    {
        _files.Write("in.txt", "happy\n");
        _files.Batch("in.txt", "out.jsonl", "--all").Expect(0);
        JsonObject scores = Json.Object(_files.Lines("out.jsonl")[0])["scores"]!.AsObject();
        Assert.Equal(["joy", "sadness", "anger"], scores.Select(score => score.Key));
        Assert.Equal(0.880797, scores["joy"]!.GetValue<double>(), 5);

        _files.Batch("in.txt", "out.csv", "--all").Expect(0);
        Assert.Equal("row,line,text,labels,top,score,truncated,joy,sadness,anger", _files.Lines("out.csv")[0]);
        Assert.Equal("1,1,happy,joy,joy,0.880797,false,0.880797,0.268941,0.5", _files.Lines("out.csv")[1]);
    }

    [Fact]
    public void Groups_are_a_property_or_a_column()
    {
        _files.Write("in.txt", "sad\n");
        _files.Batch("in.txt", "out.tsv", "--group", "sentiment").Expect(0);
        Assert.Equal("row\tline\ttext\tlabels\ttop\tscore\ttruncated\tsentiment", _files.Lines("out.tsv")[0]);
        Assert.EndsWith("\tnegative", _files.Lines("out.tsv")[1]);
        _files.Batch("in.txt", "out.jsonl", "--group", "sentiment").Expect(0);
        Assert.Equal("negative", Json.Object(_files.Lines("out.jsonl")[0])["groups"]!["sentiment"]![0]!["label"]!.GetValue<string>());
    }

    [Fact]
    public void Columns_with_the_names_of_results_are_kept_under_another()
    {
        _files.Write("in.csv", "row,text,labels\n9,happy,mine\n");
        _files.Batch("in.csv", "out.csv").Expect(0);
        Assert.Equal("row,line,input.row,text,input.labels,labels,top,score,truncated", _files.Lines("out.csv")[0]);
        Assert.StartsWith("1,2,9,happy,mine,joy,joy", _files.Lines("out.csv")[1]);
        _files.Batch("in.csv", "out.jsonl").Expect(0);
        Assert.Equal("mine", Json.Object(_files.Lines("out.jsonl")[0])["input.labels"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("id,text,id", "id,text,id.2")]
    [InlineData("id,text,id,id.2,id", "id,text,id.3,id.2,id.4")]
    [InlineData("text,labels,input.labels", "text,input.labels,input.input.labels")]
    [InlineData("labels,text,labels", "input.labels,text,input.labels.2")]
    [InlineData("text,,", "text,,.2")]
    public void Columns_of_one_name_have_different_names_in_the_output(string columns, string expected)
    {
        _files.Write("in.csv", $"{columns}\n{string.Join(',', columns.Split(',').Select((column, i) => column == "text" ? "happy" : $"{i}"))}\n");
        _files.Batch("in.csv", "out.csv").Expect(0);
        Assert.Equal($"row,line,{expected},labels,top,score,truncated", _files.Lines("out.csv")[0]);
        _files.Batch("in.csv", "out.jsonl").Expect(0);
        JsonObject line = Json.Object(_files.Lines("out.jsonl")[0]);
        Assert.Equal(expected.Split(','), line.Select(property => property.Key).Skip(2).Take(expected.Split(',').Length));
    }

    [Fact]
    public void Groups_and_labels_called_like_other_columns_have_names_of_their_own()
    {
        var labels = new LabelSet(["row", "score", "joy", "sentiment"], Activation.Sigmoid);
        var view = new ResultView { All = true, Groups = ["top", "sentiment"] };
        Assert.Equal(
            ["labels", "top", "score", "truncated", "group.top", "sentiment", "label.row", "label.score", "joy", "label.sentiment"],
            OutputColumns.OwnOfTable(view, labels));
    }

    [Fact]
    public void A_json_name_that_stands_twice_has_its_last_value()
    {
        _files.Write("in.jsonl", "{\"text\":\"sad\",\"id\":1,\"labels\":0,\"input.labels\":2,\"text\":\"happy\",\"id\":3.10}\n");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        Assert.StartsWith(
            "{\"row\":1,\"line\":1,\"text\":\"happy\",\"id\":3.10,\"input.labels\":0,\"input.input.labels\":2,\"labels\":[{\"label\":\"joy\"", _files.Lines("out.jsonl")[0]);
        _files.Batch("in.jsonl", "out.csv", "--keep", "id,id").Expect(0);
        Assert.StartsWith("row,line,text,id,labels", _files.Lines("out.csv")[0]);
        Assert.StartsWith("1,1,happy,3.10,joy", _files.Lines("out.csv")[1]);
    }

    [Fact]
    public void A_json_name_with_half_a_surrogate_pair_goes_through_as_it_is_written()
    {
        _files.Write("in.jsonl", "{\"a\\ud83d\" : 1,\"text\":\"happy\"}\n{\"text\":\"sad\",\"\\\" \\udc00\":\"x\",\"\u00e9\U0001F600\":\"\\ud83d\"}\n");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        Assert.StartsWith("{\"row\":1,\"line\":1,\"a\\ud83d\":1,\"text\":\"happy\",\"labels\":[", _files.Lines("out.jsonl")[0]);
        Assert.StartsWith("{\"row\":2,\"line\":2,\"text\":\"sad\",\"\\\" \\udc00\":\"x\",\"\u00e9\U0001F600\":\"\\ud83d\",\"labels\":[", _files.Lines("out.jsonl")[1]);
        _files.Batch("in.jsonl", "out.csv").Expect(0);
        Assert.StartsWith("row,line,a\\ud83d,text,labels", _files.Lines("out.csv")[0]);
    }

    [Theory]
    [InlineData("b", "row,line,text,b,labels")]
    [InlineData("b,a", "row,line,a,text,b,labels")]
    [InlineData("", "row,line,text,labels")]
    public void Keep_chooses_the_columns_that_are_carried(string keep, string expected)
    {
        _files.Write("in.csv", "a,text,b,c\n1,happy,2,3\n");
        _files.Batch("in.csv", "out.csv", "--keep", keep).Expect(0);
        Assert.StartsWith(expected, _files.Lines("out.csv")[0]);
    }

    [Fact]
    public void Json_values_go_through_as_they_stand()
    {
        _files.Write("in.jsonl", "{\"id\":12345678901234567890.10,\"tags\":[1, {\"x\":null}],\"text\":\"happy 😀\"}\n");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        Assert.StartsWith("{\"row\":1,\"line\":1,\"id\":12345678901234567890.10,\"tags\":[1, {\"x\":null}],\"text\":\"happy 😀\",\"labels\":", _files.Lines("out.jsonl")[0]);
    }

    [Fact]
    public void Json_to_csv_takes_the_first_rows_properties_and_says_what_it_left_out()
    {
        _files.Write("in.jsonl", "{\"id\":1,\"text\":\"happy\"}\n{\"text\":\"sad\",\"extra\":true}\n");
        CommandResult result = _files.Batch("in.jsonl", "out.csv").Expect(0);
        Assert.Equal("row,line,id,text,labels,top,score,truncated", _files.Lines("out.csv")[0]);
        Assert.StartsWith("2,2,,sad,sadness", _files.Lines("out.csv")[2]);
        Assert.Contains("'extra' on line 2", result.Error);

        CommandResult kept = _files.Batch("in.jsonl", "kept.csv", "--keep", "extra").Expect(0);
        Assert.Equal("row,line,text,extra,labels,top,score,truncated", _files.Lines("kept.csv")[0]);
        Assert.StartsWith("2,2,sad,true,sadness", _files.Lines("kept.csv")[2]);
        Assert.DoesNotContain("left out", kept.Error);
    }

    [Fact]
    public void Tsv_cannot_hold_line_ends_and_says_so()
    {
        _files.Write("in.csv", "text\n\"happy\tvery\r\nhappy\"\n");
        CommandResult result = _files.Batch("in.csv", "out.tsv").Expect(0);
        Assert.StartsWith("1\t2\thappy very happy\tjoy", _files.Lines("out.tsv")[1]);
        Assert.Contains("1 cells had tabs or line ends", result.Error);
    }

    [Fact]
    public void Tsv_is_read_without_quoting_unless_asked()
    {
        _files.Write("in.tsv", "text\n\"happy\n");
        _files.Batch("in.tsv", "out.jsonl").Expect(0);
        Assert.Equal("\"happy", Json.Object(_files.Lines("out.jsonl")[0])["text"]!.GetValue<string>());
    }

    [Fact]
    public void Delimiter_header_and_column_can_be_given()
    {
        _files.Write("in.csv", "1;happy\n2;sad\n");
        _files.Batch("in.csv", "out.csv", "--delimiter", ";", "--no-header", "--text", "2").Expect(0);
        Assert.Equal("row,line,1,2,labels,top,score,truncated", _files.Lines("out.csv")[0]);
        Assert.StartsWith("2,2,2,sad,sadness", _files.Lines("out.csv")[2]);
    }

    [Fact]
    public void Standard_input_and_output_are_a_dash()
    {
        CommandResult result = Emotion.RunOn("text\nhappy\n", "batch", "-", "--input-format", "csv", "--format", "csv", "-m", _files.Bundle.Path).Expect(0);
        Assert.Equal("row,line,text,labels,top,score,truncated\n1,2,happy,joy,joy,0.880797,false\n", result.Output);
        Assert.Contains("standard input has no extension", Emotion.RunOn("x", "batch", "-", "-m", _files.Bundle.Path).Expect(2).Error);
    }

    [Fact]
    public void An_input_without_rows_gives_an_output_without_rows()
    {
        _files.Write("in.csv", "id,text\n");
        _files.Batch("in.csv", "out.csv").Expect(0);
        Assert.Equal("row,line,id,text,labels,top,score,truncated\n", _files.Read("out.csv"));
        _files.Write("in.jsonl", "");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        Assert.Empty(_files.Read("out.jsonl"));
    }

    [Fact]
    public void Rows_over_many_chunks_stay_in_order()
    {
        _files.Write("in.txt", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{(i % 3 == 0 ? "happy" : "the")} {new string('x', i % 7)}{i}\n")));
        _files.Batch("in.txt", "out.jsonl").Expect(0);
        string[] lines = _files.Lines("out.jsonl");
        Assert.Equal(10_000, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            JsonObject line = Json.Object(lines[i]);
            Assert.Equal(i + 1, line["row"]!.GetValue<int>());
            Assert.EndsWith($"{i}", line["text"]!.GetValue<string>());
            Assert.Equal(i % 3 == 0 ? ["joy"] : [], Json.LabelsOf(line));
        }
    }

    public void Dispose() => _files.Dispose();
}
