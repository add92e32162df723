using EmotionOnnx.Training.Data;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Tests.Validation;

/// <summary>What is in a fold, and what must not be.</summary>
public sealed class FoldMakerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Folds_are_disjoint_and_cover_train_and_dev(int count)
    {
        DatasetSplits splits = Splits(60);
        IReadOnlyList<DatasetSplits> folds = Folds(splits, count);
        Assert.Equal(count, folds.Count);
        string[] all = [.. splits.Train.Items.Concat(splits.Dev.Items).Select(item => item.Text).Order(StringComparer.Ordinal)];
        Assert.Equal(all, folds.SelectMany(fold => fold.Test!.Items).Select(item => item.Text).Order(StringComparer.Ordinal));
        Assert.All(folds, fold =>
        {
            Assert.Equal(all, fold.All.SelectMany(split => split.Data.Items).Select(item => item.Text).Order(StringComparer.Ordinal));
            NothingIsShared(fold);
            Assert.InRange(fold.Test!.Items.Count, (60 / count) - 1, (60 / count) + 1);

            // Dev was a fifth of train and dev, and is a fifth of what the fold leaves, but for a text of each label.
            Assert.InRange(fold.Dev.Items.Count, ((60 - (60 / count)) / 5) - 3, ((60 - (60 / count)) / 5) + 3);
        });
    }

    [Fact]
    public void Every_label_is_in_every_fold_and_in_its_train_and_dev()
    {
        foreach (DatasetSplits fold in Folds(Splits(60), 5))
        {
            Assert.All(fold.All, split => Assert.Equal(["a", "b", "c"], split.Data.LabelCounts.Select(count => count.Key).Order(StringComparer.Ordinal)));
            Assert.All(fold.Test!.LabelCounts, count => Assert.Equal(4, count.Value));
        }
    }

    [Fact]
    public void A_given_test_split_never_enters()
    {
        LabelledText[] secret = [.. Enumerable.Range(0, 10).Select(i => new LabelledText($"secret {i}", ["a"]))];
        DatasetSplits splits = Splits(60) with { Test = new LabelledDataset("test.csv", secret) };
        foreach (DatasetSplits fold in Folds(splits, 5))
        {
            Assert.DoesNotContain(fold.All.SelectMany(split => split.Data.Items), item => item.Text.StartsWith("secret", StringComparison.Ordinal));
        }

        Assert.Equal(Texts(Folds(Splits(60), 5)), Texts(Folds(splits, 5)));
    }

    [Fact]
    public void Equal_texts_are_held_out_together_whatever_their_capitals_and_spaces()
    {
        LabelledText[] items = [.. Enumerable.Range(0, 20).SelectMany(i => new LabelledText[] { new($"Text  number {i}", ["a"]), new($" text number\t{i} ", ["b"]), new($"TEXT NUMBER {i}", ["b"]) })];
        foreach (DatasetSplits fold in Folds(new DatasetSplits { Train = new LabelledDataset("x.csv", items[..45]), Dev = new LabelledDataset("x.csv", items[45..]) }, 4))
        {
            Assert.Equal(15, fold.Test!.Items.Count);
            NothingIsShared(fold);
        }
    }

    [Fact]
    public void The_same_row_twice_is_one_text_and_no_row_is_lost()
    {
        LabelledText[] items = [.. Enumerable.Range(0, 12).SelectMany(i => Enumerable.Repeat(new LabelledText($"text {i}", [i % 2 == 0 ? "a" : "b"]), 3))];
        IReadOnlyList<DatasetSplits> folds = Folds(new DatasetSplits { Train = new LabelledDataset("x.csv", items[..30]), Dev = new LabelledDataset("x.csv", items[30..]) }, 3);
        Assert.Equal(36, folds.Sum(fold => fold.Test!.Items.Count));
        Assert.All(folds, fold => Assert.Equal(36, fold.All.Sum(split => split.Data.Items.Count)));
        Assert.All(folds, NothingIsShared);
    }

    [Fact]
    public void A_group_is_never_divided_and_a_text_of_two_groups_is_measured_and_not_learned()
    {
        // 12 authors; each says "thank you" once.
        LabelledText[] items = [.. Enumerable.Range(0, 12).SelectMany(author => Enumerable.Range(0, 5)
            .Select(i => new LabelledText(i == 0 ? "Thank you" : $"{author} wrote {i}", [i % 2 == 0 ? "a" : "b"]) { Group = $"author {author}" }))];
        IReadOnlyList<DatasetSplits> folds = Folds(new DatasetSplits { Train = new LabelledDataset("x.csv", items[..50]), Dev = new LabelledDataset("x.csv", items[50..]) }, 4);
        Assert.Equal(60, folds.Sum(fold => fold.Test!.Items.Count));
        foreach (DatasetSplits fold in folds)
        {
            NothingIsShared(fold);
            string[][] groups = [.. fold.All.Select(split => split.Data.Items.Select(item => item.Group!).Distinct().ToArray())];
            Assert.Equal(12, groups.Sum(split => split.Length));
            Assert.Equal(12, groups.SelectMany(split => split).Distinct().Count());
            Assert.Equal(9, 60 - fold.All.Sum(split => split.Data.Items.Count));
            Assert.Contains("9 rows left out of train and dev whose text another group has", Assert.Single(fold.Remarks));
        }
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter_and_the_seed_does()
    {
        DatasetSplits splits = Splits(60);
        DatasetSplits shuffled = splits with { Train = new LabelledDataset("x.csv", splits.Dev.Items.Concat(splits.Train.Items.Skip(12)).Reverse()), Dev = new LabelledDataset("x.csv", splits.Train.Items.Take(12)) };
        Assert.Equal(Texts(Folds(splits, 5)), Texts(Folds(shuffled, 5)));
        Assert.NotEqual(Texts(Folds(splits, 5)), Texts(Folds(splits, 5, seed: 1)));
    }

    [Fact]
    public void More_folds_than_texts_or_groups_is_an_error_that_counts_them()
    {
        Assert.Contains("61 folds can't be made of 60 different texts", Assert.Throws<TextTableException>(() => Folds(Splits(60), 61)).Message);
        LabelledText[] items = [.. Enumerable.Range(0, 12).Select(i => new LabelledText($"text {i}", [i % 2 == 0 ? "a" : "b"]) { Group = $"group {i % 3}" })];
        DatasetSplits grouped = new() { Train = new LabelledDataset("x.csv", items[..8]), Dev = new LabelledDataset("x.csv", items[8..]) };
        Assert.Contains("4 folds can't be made of 3 different groups. Give more data, leave the grouping out, or want fewer folds", Assert.Throws<TextTableException>(() => Folds(grouped, 4)).Message);
        Assert.Equal(3, Folds(grouped, 3).Count);
        Assert.Contains("without it there are too few different texts, or groups", Assert.Throws<TextTableException>(() => Folds(grouped, 2)).Message);
    }

    private static DatasetSplits Splits(int count)
    {
        LabelledText[] items = [.. Enumerable.Range(0, count).Select(i => new LabelledText($"text {i}", [i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c"], i + 2))];
        return new DatasetSplits { Train = new LabelledDataset("x.csv (train)", items.Where((_, i) => i % 5 != 0)), Dev = new LabelledDataset("x.csv (dev)", items.Where((_, i) => i % 5 == 0)) };
    }

    private static IReadOnlyList<DatasetSplits> Folds(DatasetSplits splits, int count, long seed = 0) =>
        new FoldMaker(splits, new ValidationOptions { Kind = ValidationKind.Folds, Runs = count, SplitSeed = seed }).Make();

    private static string[] Texts(IReadOnlyList<DatasetSplits> folds) =>
        [.. folds.SelectMany(fold => fold.All.SelectMany(split => split.Data.Items.Select(item => item.Text).Order(StringComparer.Ordinal).Append(split.Name)))];

    private static void NothingIsShared(DatasetSplits fold)
    {
        HashSet<UInt128>[] keys = [.. fold.All.Select(split => split.Data.Items.Select(item => TextKey.Of(item.Text)).ToHashSet())];
        Assert.Equal(keys.Sum(split => split.Count), keys.SelectMany(split => split).Distinct().Count());
    }
}
