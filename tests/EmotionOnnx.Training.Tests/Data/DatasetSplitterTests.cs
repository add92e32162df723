namespace EmotionOnnx.Training.Tests.Data;

public sealed class DatasetSplitterTests
{
    [Fact]
    public void Many_rare_labels_leave_no_split_next_to_empty()
    {
        var data = new LabelledDataset("data.csv", Enumerable.Range(0, 1500).Select(i => new LabelledText($"text {i}", [$"label {i % 500}"])));
        (LabelledDataset train, LabelledDataset dev, LabelledDataset? test) = DatasetSplitter.Split(data, new SplitOptions { TestShare = 0.1 });
        Assert.Equal([1200, 150, 150], [train.Items.Count, dev.Items.Count, test!.Items.Count]);
        Assert.Equal(500, train.LabelCounts.Count);
        Assert.Equal([150, 150], [dev.LabelCounts.Count, test.LabelCounts.Count]);
    }

    [Fact]
    public void Every_split_has_its_share_of_every_label()
    {
        // 100 a, 40 b, 10 c: dev wants 20 %, test 10 %.
        LabelledDataset data = Make(("a", 100), ("b", 40), ("c", 10));
        (LabelledDataset train, LabelledDataset dev, LabelledDataset? test) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.2, TestShare = 0.1 });
        Assert.Equal(("a", 70), (train.LabelCounts[0].Key, train.LabelCounts[0].Value));
        Assert.Equal([70, 28, 7], Counts(train));
        Assert.Equal([20, 8, 2], Counts(dev));
        Assert.Equal([10, 4, 1], Counts(test!));
    }

    [Fact]
    public void Texts_with_several_labels_are_stratified_by_the_rarest()
    {
        // 10 texts have c, each with a too; 90 have a alone: a tenth of each kind.
        LabelledDataset data = new("data.csv", [.. Texts("a", 90), .. Enumerable.Range(0, 10).Select(i => new LabelledText($"both {i}", ["a", "c"]))]);
        (LabelledDataset train, LabelledDataset dev, _) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.1 });
        Assert.Equal(1, dev.Items.Count(item => item.Labels.Contains("c")));
        Assert.Equal(10, dev.Items.Count);
        Assert.Equal(9, train.Items.Count(item => item.Labels.Contains("c")));
    }

    [Fact]
    public void Texts_without_labels_are_divided_like_a_label()
    {
        LabelledDataset data = new("data.csv", [.. Texts("a", 50), .. Enumerable.Range(0, 50).Select(i => new LabelledText($"none {i}", []))]);
        (_, LabelledDataset dev, _) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.1 });
        Assert.Equal(5, dev.Items.Count(item => item.Labels.Count == 0));
        Assert.Equal(5, dev.Items.Count(item => item.Labels.Count == 1));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter_and_the_seed_does()
    {
        LabelledDataset data = Make(("a", 60), ("b", 40));
        var shuffled = new LabelledDataset(data.Name, data.Items.Reverse());
        string[] one = Dev(data, 0);
        Assert.Equal(one, Dev(shuffled, 0));
        Assert.Equal(one, Dev(data, 0));
        Assert.NotEqual(one, Dev(data, 1));

        static string[] Dev(LabelledDataset data, long seed) => [.. DatasetSplitter.Split(data, new SplitOptions { Seed = seed }).Dev.Items.Select(item => item.Text).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Rows_keep_their_order_and_their_lines()
    {
        LabelledDataset data = new("data.csv", Enumerable.Range(0, 50).Select(i => new LabelledText($"text {i}", [i % 2 == 0 ? "a" : "b"], i + 2)));
        (LabelledDataset train, LabelledDataset dev, _) = DatasetSplitter.Split(data);
        Assert.Equal(train.Items.OrderBy(item => item.Line), train.Items);
        Assert.Equal(Enumerable.Range(2, 50).Select(line => (long)line), train.Items.Concat(dev.Items).Select(item => item.Line).Order());
        Assert.Equal("data.csv (dev)", dev.Name);
    }

    [Fact]
    public void Equal_texts_stay_together_whatever_their_capitals_and_spaces()
    {
        LabelledDataset data = new("data.csv", Enumerable.Range(0, 40).SelectMany(i => new LabelledText[] { new($"Text  number {i}", ["a"]), new($" text number\t{i} ", ["b"]) }));
        (LabelledDataset train, LabelledDataset dev, LabelledDataset? test) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.25, TestShare = 0.25 });
        Assert.All([train, dev, test!], split => Assert.Equal(split.LabelCounts[0].Value, split.LabelCounts[1].Value));
        Assert.Equal(10, dev.LabelCounts[0].Value);
    }

    [Fact]
    public void A_group_is_never_divided()
    {
        // 20 authors with 1 to 20 texts.
        LabelledDataset data = new("data.csv", Enumerable.Range(1, 20).SelectMany(author => Enumerable.Range(0, author)
            .Select(i => new LabelledText($"{author} wrote {i}", [i % 2 == 0 ? "a" : "b"]) { Group = $"author {author}" })));
        (LabelledDataset train, LabelledDataset dev, LabelledDataset? test) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.2, TestShare = 0.2 });
        string[][] groups = [.. new[] { train, dev, test! }.Select(split => split.Items.Select(item => item.Group!).Distinct().ToArray())];
        Assert.Equal(20, groups.Sum(split => split.Length));
        Assert.Equal(20, groups.SelectMany(split => split).Distinct().Count());

        // 42 of 210 rows were wanted; authors come whole, the largest with 20.
        Assert.InRange(dev.Items.Count, 32, 52);
        Assert.InRange(test!.Items.Count, 32, 52);
    }

    [Fact]
    public void A_label_with_one_text_stays_in_train()
    {
        LabelledDataset data = new("data.csv", [.. Texts("a", 30), new("the only one", ["rare"])]);
        Assert.Contains(DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.4 }).Train.Items, item => item.Labels[0] == "rare");
    }

    [Fact]
    public void No_split_is_empty_where_there_are_enough_texts()
    {
        LabelledDataset data = new("data.csv", [new("one", ["a"]), new("two", ["a"]), new("three", ["a"])]);
        (LabelledDataset train, LabelledDataset dev, LabelledDataset? test) = DatasetSplitter.Split(data, new SplitOptions { DevShare = 0.01, TestShare = 0.01 });
        Assert.Equal([1, 1, 1], [train.Items.Count, dev.Items.Count, test!.Items.Count]);
    }

    [Fact]
    public void Too_few_texts_or_groups_are_an_error()
    {
        TextTableException error = Assert.Throws<TextTableException>(() => DatasetSplitter.Split(new LabelledDataset("data.csv", [new("one", ["a"]), new(" ONE ", ["b"])])));
        Assert.Contains("2 splits can't be made of 1 different texts", error.Message);
        error = Assert.Throws<TextTableException>(() => DatasetSplitter.Split(new LabelledDataset("data.csv", Texts("a", 9).Select(item => item with { Group = "x" }))));
        Assert.Contains("1 different groups", error.Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, -0.1)]
    [InlineData(double.NaN, 0)]
    public void Shares_that_leave_nothing_are_refused(double dev, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DatasetSplitter.Split(Make(("a", 9)), new SplitOptions { DevShare = dev, TestShare = test }));

    [Fact]
    public void Folds_have_every_row_once_and_every_label_alike()
    {
        LabelledDataset data = Make(("a", 50), ("b", 25));
        IReadOnlyList<LabelledDataset> folds = DatasetSplitter.Fold(data, 5);
        Assert.All(folds, fold => Assert.Equal([10, 5], Counts(fold)));
        Assert.Equal(75, folds.SelectMany(fold => fold.Items).Select(item => item.Text).Distinct().Count());
    }

    [Fact]
    public void Without_a_share_small_data_gives_dev_a_fifth_and_larger_data_a_tenth()
    {
        Assert.Equal(20, DatasetSplitter.Split(Make(("a", 50), ("b", 50))).Dev.Items.Count);
        Assert.Equal(100, DatasetSplitter.Split(Make(("a", 500), ("b", 500))).Dev.Items.Count);
    }

    private static LabelledDataset Make(params (string Label, int Count)[] labels) => new("data.csv", labels.SelectMany(label => Texts(label.Label, label.Count)));

    private static IEnumerable<LabelledText> Texts(string label, int count) => Enumerable.Range(0, count).Select(i => new LabelledText($"{label} text {i}", [label]));

    private static int[] Counts(LabelledDataset data) => [.. data.LabelCounts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => count.Value)];
}
