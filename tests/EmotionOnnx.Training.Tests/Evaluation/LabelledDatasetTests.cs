using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Evaluation;

public sealed class LabelledDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_with_its_labels_and_what_cannot_be_read_is_kept_apart()
    {
        LabelledDataset data = LabelledDataset.Load(Write("data.tsv", "text\tlabels\n\"Thanks!\tgratitude,joy\nno labels cell\nWhy?\tcuriosity\nHm.\t\nYay\tjoy,joy\n"));

        Assert.Equal(["\"Thanks!", "Why?", "Hm.", "Yay"], data.Items.Select(item => item.Text));
        Assert.Equal(["gratitude", "joy"], data.Items[0].Labels);
        Assert.Equal([2, 4, 5, 6], data.Items.Select(item => item.Line));
        Assert.Equal((3L, "no labels cell"), (data.Unreadable.Single().Line, data.Unreadable.Single().Raw));
        Assert.Equal([KeyValuePair.Create("joy", 2), KeyValuePair.Create("curiosity", 1), KeyValuePair.Create("gratitude", 1)], data.LabelCounts);
    }

    [Fact]
    public void Columns_and_separator_are_options()
    {
        string path = Write("data.csv", "body;tone\nfine;joy | love\n");
        LabelledDataset data = LabelledDataset.Load(path, new TextTableOptions { TextColumn = "body", LabelsColumn = "tone", LabelSeparator = '|', Delimiter = ';' });
        Assert.Equal(["joy", "love"], data.Items.Single().Labels);
    }

    [Fact]
    public void A_file_without_labels_is_an_error()
    {
        Assert.Contains("'labels'", Assert.Throws<TextTableException>(() => LabelledDataset.Load(Write("data.csv", "text\nx\n"))).Message);
        using TextTableReader reader = TextTableReader.Open(Write("data.txt", "x\n"));
        Assert.Throws<ArgumentException>(() => LabelledDataset.Read(reader));
    }

    [Fact]
    public void A_label_map_is_two_columns()
    {
        LabelMap map = LabelMap.Load(Write("map.tsv", "happy\tjoy\n\nangry\tanger, annoyance\r\ntrust\t-\nhope\t\n"));

        Assert.Equal(["joy"], map.Map("happy"));
        Assert.Equal(["anger", "annoyance"], map.Map("angry"));
        Assert.Empty(map.Map("trust"));
        Assert.Empty(map.Map("hope"));
        Assert.Equal(["fear"], map.Map("fear"));
    }

    [Theory]
    [InlineData("happy,joy\n", "two columns are expected")]
    [InlineData("happy\tjoy\nsad\n", "map.tsv:2: 1 cell")]
    [InlineData("happy\tjoy\nhappy\tlove\n", "map.tsv:2: the label 'happy' stands twice.")]
    [InlineData("", "it is empty")]
    public void A_label_map_that_is_no_good_is_an_error(string content, string message)
    {
        Assert.Contains(message, Assert.Throws<TextTableException>(() => LabelMap.Load(Write("map.tsv", content))).Message);
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
