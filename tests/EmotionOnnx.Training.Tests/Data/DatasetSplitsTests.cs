using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Data;

public sealed class DatasetSplitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_split_column_divides_one_file()
    {
        string path = Write("all.csv", "text,labels,part\none,a,train\ntwo,b,Training\nthree,a,validation\nfour,b,dev\nfive,a,TEST\n");
        DatasetSplits splits = Load(path, table => table with { SplitColumn = "part" });
        Assert.Equal(["one", "two"], Texts(splits.Train));
        Assert.Equal(["three", "four"], Texts(splits.Dev));
        Assert.Equal(["five"], Texts(splits.Test!));
        Assert.Equal([3, 6], [splits.Train.Items[1].Line, splits.Test!.Items[0].Line]);
    }

    [Fact]
    public void A_split_column_without_dev_has_it_made_of_train()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"text {i},{(i % 2 == 0 ? "a" : "b")},train\n"));
        DatasetSplits splits = Load(Write("all.csv", $"text,labels,part\n{rows}last,a,test\n"), table => table with { SplitColumn = "part" });
        Assert.Equal([16, 4, 1], [splits.Train.Items.Count, splits.Dev.Items.Count, splits.Test!.Items.Count]);
        Assert.Contains("dev (4 rows) was taken from", Assert.Single(splits.Remarks));
    }

    [Fact]
    public void A_split_column_that_nobody_asked_for_is_told()
    {
        string path = Write("all.csv", "text,labels,Split\none,a,train\ntwo,b,train\nthree,a,test\nfour,b,test\n");
        Assert.Contains("has a column 'Split', which is not followed", DatasetSplits.Load(new TrainingFiles { Train = path }).Remarks[0]);
        Assert.DoesNotContain(Load(path, table => table with { SplitColumn = "Split" }).Remarks, remark => remark.Contains("not followed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_with_a_header_alone_has_nothing_to_learn_from() =>
        Assert.Contains("there are no rows in it to learn from", Assert.Throws<TextTableException>(() => DatasetSplits.Load(new TrainingFiles { Train = Write("all.csv", "text,labels\n") })).Message);

    [Fact]
    public void Where_too_few_rows_are_left_the_first_that_cant_be_read_is_told()
    {
        TextTableException error = Assert.Throws<TextTableException>(() => DatasetSplits.Load(new TrainingFiles { Train = Write("all.csv", "text,labels\none,a\n\"two,b\n") }));
        Assert.Contains("2 splits can't be made of 1 different texts", error.Message);
        Assert.Contains("1 row can't be read; the first, in line 3: ", error.Message);
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public void A_name_that_is_no_split_is_an_error_with_its_line()
    {
        string path = Write("all.csv", "text,labels,part\none,a,train\ntwo,b,later\n");
        TextTableException error = Assert.Throws<TextTableException>(() => Load(path, table => table with { SplitColumn = "part" }));
        Assert.Contains("'later' is no split", error.Message);
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public void Json_lines_have_splits_and_groups_too_a_group_may_be_a_number()
    {
        string path = Write("all.jsonl", """
            {"text": "one", "labels": ["a", "b"], "part": "train", "book": 7}
            {"text": "two", "labels": "b", "part": "dev", "book": "eight"}
            {"text": "three", "labels": "b", "part": "dev"}
            """);
        DatasetSplits splits = Load(path, table => table with { SplitColumn = "part", GroupColumn = "book" });
        Assert.Equal("7", splits.Train.Items.Single().Group);
        Assert.Equal("eight", splits.Dev.Items.Single().Group);
        Assert.Contains("'book' must be there", Assert.Single(splits.Train.Unreadable).Error);
    }

    [Fact]
    public void Where_no_row_can_be_read_the_first_reason_is_told()
    {
        string path = Write("all.jsonl", "{\"text\": \"one\", \"labels\": 1}\n{\"text\": \"two\", \"labels\": 2}\n");
        TextTableException error = Assert.Throws<TextTableException>(() => DatasetSplits.Load(new TrainingFiles { Train = path }));
        Assert.Contains("none of its 2 rows can be read. The first: 'labels' must be there, a string or an array of strings", error.Message);
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public void An_empty_group_is_none_and_holds_nothing_together()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"text {i},{(i % 2 == 0 ? "a" : "b")},{(i < 10 ? "ann" : " ")}\n"));
        DatasetSplits splits = Load(Write("all.csv", $"text,labels,author\n{rows}"), table => table with { GroupColumn = "author" });
        Assert.Equal(8, splits.Dev.Items.Count);
        Assert.DoesNotContain(DataCheck.Run(splits).Problems, problem => problem.Stops);
        DatasetSplits files = DatasetSplits.Load(new TrainingFiles { Train = _folder["all.csv"], Dev = Write("dev.csv", "text,labels,author\nother,a,\nelse,b,\n"), Table = new TextTableOptions { GroupColumn = "author" } });
        Assert.DoesNotContain(DataCheck.Run(files).Problems, problem => problem.Kind == DataProblemKind.GroupLeak);
    }

    [Fact]
    public void A_label_that_stands_twice_in_a_cell_is_one()
    {
        string rows = string.Concat(Enumerable.Range(0, 9).Select(i => $"text {i},{(i % 2 == 0 ? "joy" : "fear")}\n"));
        DatasetSplits splits = DatasetSplits.Load(new TrainingFiles { Train = Write("all.csv", $"text,labels\none,\"joy, joy\"\n{rows}") });
        Assert.Equal(LabelKind.SingleLabel, DataCheck.Run(splits).Kind);
    }

    [Fact]
    public void Labels_of_an_array_are_read_as_those_of_a_cell()
    {
        string rows = string.Concat(Enumerable.Range(0, 9).Select(i => $"{{\"text\": \"text {i}\", \"labels\": [\"{(i % 2 == 0 ? " joy" : "fear ")}\", \"\", \" \"]}}\n"));
        DatasetSplits splits = DatasetSplits.Load(new TrainingFiles { Train = Write("all.jsonl", rows) });
        Assert.Equal(["fear", "joy"], DataCheck.Run(splits).Labels);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        string path = Write("all.csv", "text,labels\none,a\n");
        Assert.Contains("there is no column 'author'; there are 'text', 'labels'", Assert.Throws<TextTableException>(() => Load(path, table => table with { GroupColumn = "author" })).Message);
    }

    [Fact]
    public void Files_and_a_split_column_are_not_both_taken()
    {
        string path = Write("all.csv", "text,labels,part\none,a,train\n");
        Assert.Throws<ArgumentException>(() => DatasetSplits.Load(new TrainingFiles { Train = path, Dev = path, Table = new() { SplitColumn = "part" } }));
        Assert.Throws<ArgumentException>(() => DatasetSplits.Load(new TrainingFiles { Train = path, Test = path, Split = new() { TestShare = 0.1 } }));
        Assert.Throws<ArgumentException>(() => DatasetSplits.Load(new TrainingFiles { Train = path, Dev = path, Split = new() { TestShare = 0.1 } }));
        Assert.Throws<ArgumentException>(() => DatasetSplits.Load(new TrainingFiles { Train = path, Dev = path, Split = new() { DevShare = 0.1 } }));
    }

    [Fact]
    public void Leaks_are_dropped_from_the_earlier_split()
    {
        string train = Write("train.csv", "text,labels\nin all,a\nIN  dev,a\nin test,b\nmine,b\n");
        string dev = Write("dev.csv", "text,labels\nin all,a\nin dev,a\nIn Test,b\nalone,b\n");
        string test = Write("test.csv", "text,labels\nin all,a\nin test,b\n");
        DatasetSplits splits = DatasetSplits.Load(new TrainingFiles { Train = train, Dev = dev, Test = test, DropLeaks = true });
        Assert.Equal(["mine"], Texts(splits.Train));
        Assert.Equal(["in dev", "alone"], Texts(splits.Dev));
        Assert.Equal(2, splits.Test!.Items.Count);
        Assert.Contains(splits.Remarks, remark => remark.Contains("train.csv: 3 rows left out", StringComparison.Ordinal));
        Assert.Contains(splits.Remarks, remark => remark.Contains("dev.csv: 2 rows left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dev_split_made_of_train_has_no_text_of_test()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"text {i},{(i % 2 == 0 ? "a" : "b")}\n"));
        string train = Write("train.csv", $"text,labels\n{rows}");
        string test = Write("test.csv", $"text,labels\n{rows}");
        TextTableException error = Assert.Throws<TextTableException>(() => DatasetSplits.Load(new TrainingFiles { Train = train, Test = test, DropLeaks = true }));
        Assert.Contains("0 different texts", error.Message);
    }

    [Fact]
    public void Labels_are_renamed_and_those_not_to_be_learned_dropped()
    {
        string path = Write("all.csv", "text,labels\none,\"glad, odd\"\ntwo,odd\nthree,blue\nfour,\n");
        var map = new LabelMap([new("glad", ["joy"]), new("blue", ["sadness", "fear"])]);
        var files = new TrainingFiles { Train = path, Dev = path, Map = map, Labels = ["joy", "sadness", "fear"], UnknownLabels = UnknownLabels.Ignore };
        DatasetSplits splits = DatasetSplits.Load(files);
        Assert.Equal(["one", "three", "four"], Texts(splits.Train));
        Assert.Equal(["joy"], splits.Train.Items[0].Labels);
        Assert.Equal(["sadness", "fear"], splits.Train.Items[1].Labels);
        Assert.Empty(splits.Train.Items[2].Labels);
        Assert.Contains("'odd' of 2 texts; 1 text that had no other is left out", splits.Remarks[0]);

        TextTableException error = Assert.Throws<TextTableException>(() => DatasetSplits.Load(files with { UnknownLabels = UnknownLabels.Error }));
        Assert.Contains("the label 'odd' is none of those to learn: joy, sadness, fear", error.Message);
        Assert.Equal(2, error.Line);
    }

    private static string[] Texts(LabelledDataset data) => [.. data.Items.Select(item => item.Text)];

    private static DatasetSplits Load(string path, Func<TextTableOptions, TextTableOptions> table) =>
        DatasetSplits.Load(new TrainingFiles { Train = path, Table = table(new TextTableOptions()) });

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
