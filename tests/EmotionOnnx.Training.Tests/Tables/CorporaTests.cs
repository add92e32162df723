using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Tables;

public sealed class CorporaTests
{
    [DataFact]
    public void Every_row_of_every_corpus_is_read()
    {
        string[] files = Directory.GetFiles(DataFactAttribute.File(), "*.tsv", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is "train.tsv" or "dev.tsv" or "test.tsv").ToArray();
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            LabelledDataset data = LabelledDataset.Load(file);
            Assert.Empty(data.Unreadable);
            Assert.Equal(File.ReadAllText(file).Count(c => c == '\n') - 1, data.Items.Count);
        }
    }

    [DataFact]
    public void GoEmotions_has_the_published_counts()
    {
        LabelledDataset[] splits = [.. new[] { "train", "dev", "test" }.Select(split => LabelledDataset.Load(DataFactAttribute.File("goemotions", $"{split}.tsv")))];
        Assert.Equal([43_410, 5_426, 5_427], splits.Select(split => split.Items.Count));
        Assert.Equal(8_817, splits.Sum(split => split.Items.Count(item => item.Labels.Count > 1)));
        Assert.Equal(28, splits[0].LabelCounts.Count);
        Assert.Equal(17_772, splits.Sum(split => split.LabelCounts.Single(label => label.Key == "neutral").Value));
    }
}
