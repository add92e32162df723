namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>A model that reads nothing: for every text the label that train has most often. What is not over it has learned nothing.</summary>
internal static class MostFrequentLabels
{
    public static ClassificationReport On(ReportSource source)
    {
        int answer = Answer(source);
        bool[] found = new bool[source.Gold.Values.Length];
        for (int row = 0; row < source.Gold.Rows; row++)
        {
            found[(row * source.Gold.Columns) + answer] = true;
        }

        return ClassificationReport.Compute(source.Labels.Names, source.Gold, new LabelMatrix(source.Gold.Columns, found));
    }

    public static string Words(ReportSource source) => $"{Label(source)}, the most frequent label of train, whatever the text says";

    public static string Label(ReportSource source) => $"“{source.Names[Answer(source)]}”";

    private static int Answer(ReportSource source)
    {
        IReadOnlyList<int> counts = source.Result.Data.Splits[0].LabelCounts;
        return counts.Index().MaxBy(count => count.Item).Index;
    }
}
