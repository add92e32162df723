using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Batch;

public sealed class BatchBadInputTests : IDisposable
{
    private readonly BatchFiles _files = new();

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        _files.Write("in.csv", "id,comment\n1,happy\n");
        CommandResult result = _files.Batch("in.csv", "out.jsonl").Expect(3);
        Assert.Contains("'text'", result.Error);
        Assert.Contains("comment", result.Error);
        Assert.Equal(["in.csv"], _files.Names);
    }

    [Fact]
    public void A_property_that_is_not_there_is_named_with_those_that_are()
    {
        _files.Write("in.jsonl", "{\"comment\":\"happy\"}\n");
        CommandResult result = _files.Batch("in.jsonl", "out.jsonl").Expect(3);
        Assert.Contains("'text'", result.Error);
        Assert.Contains("'comment'", result.Error);
        Assert.Equal(["in.jsonl"], _files.Names);
    }

    [Fact]
    public void A_column_to_keep_that_is_not_there_is_named()
    {
        _files.Write("in.csv", "id,text\n1,happy\n");
        Assert.Contains("there is no column 'nope' to --keep; there are 'id', 'text'", _files.Batch("in.csv", "out.csv", "--keep", "nope").Expect(3).Error);
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_reported_and_the_rest_go_on()
    {
        _files.Write("in.jsonl", "{\"text\":\"happy\"}\nnot json\n{\"text\":\"a \\ud83d b\"}\n{\"text\":5}\n{\"text\":\"sad\"}\n");
        CommandResult result = _files.Batch("in.jsonl", "out.jsonl", "--errors", _files["bad.jsonl"]).Expect(4);
        Assert.Equal([1, 5], _files.Lines("out.jsonl").Select(line => Json.Object(line)["row"]!.GetValue<int>()));
        JsonObject[] bad = [.. _files.Lines("bad.jsonl").Select(Json.Object)];
        Assert.Equal([2, 3, 4], bad.Select(line => line["line"]!.GetValue<int>()));
        Assert.Equal("not json", bad[0]["raw"]!.GetValue<string>());
        Assert.Contains("surrogate", bad[1]["error"]!.GetValue<string>());
        Assert.Contains("not a string", bad[2]["error"]!.GetValue<string>());
        Assert.Contains($"{_files["in.jsonl"]}:2: ", result.Error);
        Assert.Contains($"3 of 5 rows could not be read; they are in {_files["bad.jsonl"]}.", result.Error);
        Assert.Equal(["bad.jsonl", "in.jsonl", "out.jsonl"], _files.Names);
    }

    [Fact]
    public void A_broken_quote_costs_one_row()
    {
        _files.Write("in.csv", "id,text\n1,happy\n2,\"sad\" and\n3,angry\n4\n");
        _files.Batch("in.csv", "out.csv", "--errors", _files["bad.jsonl"]).Expect(4);
        Assert.Equal(3, _files.Lines("out.csv").Length);
        Assert.Equal([3, 5], _files.Lines("bad.jsonl").Select(line => Json.Object(line)["line"]!.GetValue<int>()));
    }

    [Fact]
    public void Where_all_is_well_the_errors_file_is_empty()
    {
        _files.Write("in.txt", "happy\n");
        _files.Batch("in.txt", "out.jsonl", "--errors", _files["bad.jsonl"]).Expect(0);
        Assert.Empty(_files.Read("bad.jsonl"));
    }

    [Fact]
    public void Many_bad_rows_do_not_flood_the_terminal()
    {
        _files.Write("in.jsonl", "{\"text\":\"happy\"}\n" + string.Concat(Enumerable.Repeat("nope\n", 10_000)));
        CommandResult result = _files.Batch("in.jsonl", "out.jsonl").Expect(4);
        Assert.InRange(result.Error.Split('\n').Length, 20, 30);
        Assert.Contains("10,000 of 10,001 rows could not be read", result.Error);
    }

    [Fact]
    public void A_text_that_is_too_long_can_be_refused_without_costing_its_neighbours()
    {
        string tooLong = string.Concat(Enumerable.Repeat("the ", 40));
        _files.Write("in.txt", $"happy\n{tooLong}\nsad\n");
        _files.Batch("in.txt", "out.jsonl", "--long", "refuse", "--errors", _files["bad.jsonl"]).Expect(4);
        Assert.Equal(["joy", "sadness"], _files.Lines("out.jsonl").SelectMany(line => Json.LabelsOf(Json.Object(line))));
        JsonObject bad = Json.Object(_files.Lines("bad.jsonl")[0]);
        Assert.Equal(2, bad["row"]!.GetValue<int>());
        Assert.Equal(tooLong, bad["raw"]!.GetValue<string>());
        Assert.Contains("16 tokens", bad["error"]!.GetValue<string>());
    }

    [Fact]
    public void Empty_blank_and_nul_texts_are_rows_like_others()
    {
        _files.Write("in.jsonl", "{\"text\":\"\"}\n{\"text\":\"  \"}\n{\"text\":\"happy\\u0000\"}\n{\"text\":\"שלום\"}\n");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        string[] lines = _files.Lines("out.jsonl");
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"text\":\"happy\\u0000\"", lines[2]);
        Assert.Equal(["joy"], Json.LabelsOf(Json.Object(lines[2])));
    }

    [Fact]
    public void A_hundred_thousand_empty_texts_are_as_many_rows()
    {
        _files.Write("in.txt", new string('\n', 100_000));
        _files.Batch("in.txt", "out.csv").Expect(0);
        Assert.Equal(100_001, _files.Lines("out.csv").Length);
    }

    [Fact]
    public void Ten_megabytes_on_one_line_are_one_row_and_twenty_an_error_of_theirs()
    {
        string ten = string.Concat(Enumerable.Repeat("happy ", 10 * 1024 * 1024 / 6));
        _files.Write("in.txt", $"{ten}\n{ten}{ten}\nsad\n");
        CommandResult result = _files.Batch("in.txt", "out.jsonl", "--errors", _files["bad.jsonl"]).Expect(4);
        string[] lines = _files.Lines("out.jsonl");
        Assert.Equal(2, lines.Length);
        Assert.Equal(ten, Json.Object(lines[0])["text"]!.GetValue<string>());
        Assert.Contains("\"truncated\":true", lines[0][^100..]);
        Assert.Contains(":2: the line has more than", result.Error);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_cost_one_row()
    {
        File.WriteAllBytes(_files["in.txt"], [.. "happy\n"u8, 0xff, .. "\nsad\n"u8]);
        Assert.Contains(":2: ", _files.Batch("in.txt", "out.jsonl").Expect(4).Error);
        Assert.Equal(2, _files.Lines("out.jsonl").Length);
    }

    [Fact]
    public void Names_of_properties_may_be_anything_json_allows()
    {
        _files.Write("in.jsonl", "{\"\\ud800\":1,\"a\\u0000b\":2,\"😀\":\"\\udc00\",\"text\":\"happy\"}\n");
        _files.Batch("in.jsonl", "out.jsonl").Expect(0);
        Assert.Contains("\"\\ud800\":1,\"a\\u0000b\":2,\"😀\":\"\\udc00\",\"text\":\"happy\"", _files.Lines("out.jsonl")[0]);
        _files.Batch("in.jsonl", "out.csv").Expect(0);
        Assert.Equal(2, _files.Lines("out.csv").Length);
    }

    [Fact]
    public void Files_that_are_missing_or_folders_are_bad_input()
    {
        Assert.Contains("there is no such file", _files.Batch("no.csv", "out.jsonl").Expect(3).Error);
        Directory.CreateDirectory(_files["folder.csv"]);
        Assert.Contains("folder", _files.Batch("folder.csv", "out.jsonl").Expect(3).Error);
        Directory.Delete(_files["folder.csv"]);
        _files.Write("in.parquet", "x");
        Assert.Contains("format", _files.Batch("in.parquet", "out.jsonl").Expect(3).Error);
        _files.Write("empty.csv", "");
        Assert.Contains("empty", _files.Batch("empty.csv", "out.jsonl").Expect(3).Error);
    }

    public void Dispose() => _files.Dispose();
}
