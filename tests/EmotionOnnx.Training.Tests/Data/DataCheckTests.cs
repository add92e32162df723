using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Data;

public sealed class DataCheckTests
{
    private static readonly LabelledDataset Good = new("train.csv", [.. Enumerable.Range(0, 10).Select(i => new LabelledText($"a{i}", ["a"], i + 2)), .. Enumerable.Range(0, 10).Select(i => new LabelledText($"b{i}", ["b"], i + 12))]);
    private static readonly LabelledDataset GoodDev = new("dev.csv", [new("c1", ["a"], 2), new("c2", ["b"], 3)]);

    [Fact]
    public void Good_data_has_no_problems()
    {
        DataReport report = Check(Good, GoodDev);
        Assert.Empty(report.Problems);
        Assert.False(report.Stops);
        Assert.Equal(LabelKind.SingleLabel, report.Kind);
        Assert.True(report.IsKindGuessed);
        Assert.Equal(["a", "b"], report.Labels);
        Assert.Equal([10, 10], report.Splits[0].LabelCounts);
        Assert.Equal([1, 1], report.Splits[1].LabelCounts);
    }

    [Fact]
    public void Texts_of_train_in_dev_or_test_stop()
    {
        DataReport report = Check(Good, Add(GoodDev, new LabelledText(" A3 ", ["b"], 4)), Set("test.csv", new("b4", ["b"], 2), new("c1", ["a"], 3), new("new", ["b"], 4)));
        DataProblem leak = Only(report, DataProblemKind.Leak);
        Assert.True(leak.Stops);
        Assert.Equal(DataRisks.Leaks, leak.Risk);
        Assert.Contains("1 row of dev is in train, 1 row of test is in train, 1 row of test is in dev", leak.Message);
        Assert.Equal("train.csv:5 [a], dev.csv:4 [b]: \" A3 \"", leak.Examples[0]);
        Assert.Equal(new SplitOverlap("train", "dev", Rows: 1, Exact: 0, Conflicting: 1, Groups: 0), report.Overlaps[0]);
        Assert.Equal(new SplitOverlap("train", "test", Rows: 1, Exact: 1, Conflicting: 0, Groups: 0), report.Overlaps[1]);

        DataReport allowed = Check(Good, Add(GoodDev, new LabelledText("a3", ["a"])), options: new DataCheckOptions { Allow = DataRisks.Leaks });
        Assert.False(allowed.Stops);
        Assert.False(Only(allowed, DataProblemKind.Leak).Stops);
    }

    [Fact]
    public void A_group_in_two_splits_stops()
    {
        LabelledDataset train = new("train.csv", Good.Items.Select(item => item with { Group = item.Labels[0] == "a" ? "Poe" : "Woolf" }));
        DataReport report = Check(train, new LabelledDataset("dev.csv", GoodDev.Items.Select(item => item with { Group = "Poe" })));
        DataProblem leak = Only(report, DataProblemKind.GroupLeak);
        Assert.True(leak.Stops);
        Assert.Equal(["'Poe' is in train and dev"], leak.Examples);
        Assert.Equal(1, report.Overlaps[0].Groups);
    }

    [Fact]
    public void A_label_without_a_text_in_test_is_told()
    {
        Assert.Contains("no text of test has 'b': it counts as 0 in macro-F1 there", Only(Check(Good, GoodDev, Set("test.csv", new LabelledText("new", ["a"]))), DataProblemKind.NotInTest).Message);
        Assert.Empty(Check(Good, GoodDev, Set("test.csv", new("new", ["a"]), new("other", ["b"]))).Problems);
    }

    [Fact]
    public void Labels_that_look_like_several_in_one_are_told()
    {
        DataReport report = Check(Add(Good, new LabelledText("both", ["a|b"]), new LabelledText("no", ["n/a"])), GoodDev);
        Assert.Equal("labels look like several with '|' between, and are taken for one: 'a|b', 'b|c'.", Only(Check(Add(Good, new("x", ["a|b"]), new("y", ["b|c"])), GoodDev), DataProblemKind.SuspectLabels).Message);
        Assert.Contains("'a|b'", report.Problems.First(problem => problem.Kind == DataProblemKind.SuspectLabels).Message);
        Assert.False(report.Stops);
    }

    [Fact]
    public void Nearly_as_many_labels_as_rows_are_told_and_not_all_of_them_named()
    {
        DataReport report = Check(Set("train.csv", [.. Enumerable.Range(0, 60).Select(i => new LabelledText($"text {i}", [$"text {i}"]))]), Set("dev.csv", new LabelledText("x", ["text 1"])));
        Assert.Equal("60 different labels in 60 rows: is the labels column the right one?", Only(report, DataProblemKind.SuspectLabels).Message);
        Assert.Contains(" and 48 more", Only(report, DataProblemKind.RareLabel).Message);
        Assert.Contains("and 47 more: nothing tells", Only(report, DataProblemKind.NotInDev).Message);
    }

    [Fact]
    public void A_label_only_in_dev_or_test_stops()
    {
        DataReport report = Check(Good, GoodDev, Set("test.csv", new LabelledText("odd", ["c"], 2)));
        DataProblem unseen = Only(report, DataProblemKind.UnseenLabel);
        Assert.True(unseen.Stops);
        Assert.Contains("the label 'c' is in dev or test and never in train", unseen.Message);
        Assert.Equal(["'c' test.csv:2: \"odd\""], unseen.Examples);
        Assert.Equal(["a", "b", "c"], report.Labels);
        Assert.False(Only(Check(Good, GoodDev, Set("test.csv", new LabelledText("odd", ["c"])), new DataCheckOptions { Allow = DataRisks.UnseenLabels }), DataProblemKind.UnseenLabel).Stops);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    public void One_class_only_stops_and_nothing_allows_it(string label)
    {
        LabelledDataset train = new("train.csv", Enumerable.Range(0, 20).Select(i => new LabelledText($"t{i}", label.Length > 0 ? [label] : [])));
        DataProblem one = Only(Check(train, Set("dev.csv", new LabelledText("x", label.Length > 0 ? [label] : [])), options: new DataCheckOptions { Allow = (DataRisks)7 }), DataProblemKind.OneClass);
        Assert.True(one.Stops);
        Assert.Equal(DataRisks.None, one.Risk);
    }

    [Fact]
    public void One_label_that_some_texts_have_is_two_classes()
    {
        LabelledDataset train = new("train.csv", Enumerable.Range(0, 40).Select(i => new LabelledText($"t{i}", i % 2 == 0 ? ["spam"] : [])));
        DataReport report = Check(train, Set("dev.csv", new LabelledText("x", ["spam"]), new LabelledText("y", [])), options: new DataCheckOptions { Kind = LabelKind.MultiLabel });
        Assert.Empty(report.Problems);
        Assert.False(report.IsKindGuessed);
    }

    [Fact]
    public void Texts_without_a_label_stop_where_no_text_has_several()
    {
        DataReport report = Check(Add(Good, new LabelledText("nothing", [], 99)), GoodDev);
        DataProblem wrong = Only(report, DataProblemKind.WrongLabelCount);
        Assert.True(wrong.Stops);
        Assert.Contains("1 text has no label, and no text has several", wrong.Message);
        Assert.Equal(["train.csv:99: \"nothing\""], wrong.Examples);
        Assert.Equal(1, report.Splits[0].Unlabelled);

        DataReport multi = Check(Add(Good, new LabelledText("nothing", []), new LabelledText("both", ["a", "b"])), GoodDev);
        Assert.Equal(LabelKind.MultiLabel, multi.Kind);
        Assert.Empty(multi.Problems);
    }

    [Fact]
    public void Several_labels_stop_where_single_ones_are_asked_for()
    {
        DataReport report = Check(Add(Good, new LabelledText("both", ["a", "b"], 7)), GoodDev, options: new DataCheckOptions { Kind = LabelKind.SingleLabel });
        Assert.Contains("1 text has several labels", Only(report, DataProblemKind.WrongLabelCount).Message);
        Assert.Equal(1, report.Splits[0].SeveralLabels);
    }

    [Fact]
    public void Conflicts_and_duplicates_within_a_split_are_told_and_do_not_stop()
    {
        // a0 three times, twice as a and once as b; b0 twice, both b.
        DataReport report = Check(Add(Good, new LabelledText("a0", ["b"], 30), new LabelledText("A0", ["a"], 31), new LabelledText("b0", ["b"], 32)), GoodDev);
        Assert.False(report.Stops);
        Assert.Equal(3, report.Splits[0].Duplicates);
        Assert.Equal(1, report.Splits[0].Conflicts);
        DataProblem conflict = Only(report, DataProblemKind.Conflict);
        Assert.Contains("train: 1 text stands there with different labels (3 rows)", conflict.Message);
        Assert.Equal("train.csv:2 [a], train.csv:30 [b], train.csv:31 [a]: \"a0\"", Assert.Single(conflict.Examples));
        Assert.Contains("3 rows repeat", Only(report, DataProblemKind.Duplicate).Message);
    }

    [Fact]
    public void Empty_and_unreadable_rows_are_told()
    {
        var train = new LabelledDataset("train.csv", [.. Good.Items, new LabelledText(" \t", ["a"], 40)], [new TextRow { Number = 5, Line = 41, Error = "a quote is never closed." }]);
        DataReport report = Check(train, GoodDev);
        Assert.Equal("train.csv:40 [a]", Assert.Single(Only(report, DataProblemKind.EmptyText).Examples));
        Assert.Equal("train.csv:41: a quote is never closed.", Assert.Single(Only(report, DataProblemKind.Unreadable).Examples));
        Assert.Equal((1, 1), (report.Splits[0].Empty, report.Splits[0].Unreadable));
        Assert.False(report.Stops);
    }

    [Fact]
    public void A_split_without_texts_stops()
    {
        Assert.True(Only(Check(Good, Set("dev.csv")), DataProblemKind.NoTexts).Stops);
        Assert.True(Check(Set("train.csv"), GoodDev).Stops);
    }

    [Fact]
    public void Labels_missing_in_dev_and_rare_in_train_are_told()
    {
        DataReport report = Check(Add(Good, new LabelledText("odd", ["c"])), GoodDev);
        Assert.Contains("no text of dev has 'c'", Only(report, DataProblemKind.NotInDev).Message);
        Assert.Contains("'c' (1)", Only(report, DataProblemKind.RareLabel).Message);
        Assert.False(report.Stops);
    }

    [Fact]
    public void Lengths_are_counted_in_tokens_with_the_special_ones()
    {
        // [CLS] and [SEP] around 0, 1, 2, 3, 4 and 14 words; 16 fit.
        using var bundle = new SumBundle();
        string[] texts = ["", "happy", "happy sad", "happy sad the", "happy sad the !", string.Join(' ', Enumerable.Repeat("happy", 14))];
        LabelledDataset train = new("train.csv", texts.Select((text, i) => new LabelledText(text, [i % 2 == 0 ? "a" : "b"])));
        DataReport report = Check(train, GoodDev, options: new DataCheckOptions { Tokenizer = Tokenizer.Load(bundle.Path), MaxTokens = 5 });
        Assert.Equal(new TokenLengths(Mean: 36 / 6.0, Median: 4, Percentile95: 16, Longest: 16, Cut: 2), report.Splits[0].Lengths);
        Assert.Contains("train: 2 texts (33.3 %) have more than 5 tokens (the longest 16)", Only(report, DataProblemKind.Cut).Message);
        Assert.Null(Check(Good, GoodDev).Splits[0].Lengths);
    }

    [Fact]
    public void Labels_that_were_given_keep_their_order_and_are_all_there()
    {
        DataReport report = DataCheck.Run(new DatasetSplits { Train = Good, Dev = GoodDev, Labels = ["b", "a", "z"] });
        Assert.Equal(["b", "a", "z"], report.Labels);
        Assert.Equal([10, 10, 0], report.Splits[0].LabelCounts);
        Assert.Contains("'z' (0)", Only(report, DataProblemKind.RareLabel).Message);
        Assert.Throws<ArgumentException>(() => DataCheck.Run(new DatasetSplits { Train = Good, Dev = GoodDev, Labels = ["b"] }));
    }

    [Fact]
    public void What_stops_comes_first() =>
        Assert.True(Check(Add(Good, new LabelledText("a0", ["a"]), new LabelledText("c1", ["a"])), GoodDev).Problems is [{ Stops: true, Kind: DataProblemKind.Leak }, { Stops: false }, ..]);

    [Fact]
    public void Hostile_texts_are_no_trouble()
    {
        string[] texts = ["\ud800", "\0", "a\ud83d", new string('x', 1_000_000), "\u202e", "👩‍👩‍👧"];
        LabelledDataset train = new("train.csv", texts.SelectMany(text => new LabelledText[] { new(text, ["a"]), new(text, ["b"]) }));
        DataReport report = Check(train, GoodDev);
        Assert.Equal(6, report.Splits[0].Duplicates);
        Assert.Equal(6, report.Splits[0].Conflicts);
    }

    private static LabelledDataset Set(string name, params LabelledText[] items) => new(name, items);

    private static LabelledDataset Add(LabelledDataset data, params LabelledText[] items) => new(data.Name, [.. data.Items, .. items]);

    private static DataReport Check(LabelledDataset train, LabelledDataset dev, LabelledDataset? test = null, DataCheckOptions? options = null) =>
        DataCheck.Run(new DatasetSplits { Train = train, Dev = dev, Test = test }, options);

    private static DataProblem Only(DataReport report, DataProblemKind kind) => Assert.Single(report.Problems, problem => problem.Kind == kind);
}
