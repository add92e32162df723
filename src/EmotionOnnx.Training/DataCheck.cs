using System.Globalization;
using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training;

/// <summary>Looks for what would spoil a training or make its figures a lie, before anything runs.</summary>
public static class DataCheck
{
    /// <summary>Checks splits.</summary>
    /// <param name="splits">The splits.</param>
    /// <param name="options">What is looked for; null for the defaults.</param>
    /// <exception cref="ArgumentException">A text has a label that is none of <see cref="DatasetSplits.Labels"/>.</exception>
    public static DataReport Run(DatasetSplits splits, DataCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(splits);
        options ??= new DataCheckOptions();
        CheckLabels(splits);
        var labels = new LabelCensus(splits, options.Kind);
        var texts = new TextCensus(splits);
        SplitReport[] reports = [.. splits.All.Select((split, i) => new SplitReport
        {
            Name = split.Name,
            Source = split.Data.Name,
            Rows = split.Data.Items.Count,
            Unreadable = split.Data.Unreadable.Count,
            Empty = split.Data.Items.Count(item => string.IsNullOrWhiteSpace(item.Text)),
            Unlabelled = split.Data.Items.Count(item => item.Labels.Count == 0),
            SeveralLabels = split.Data.Items.Count(item => item.Labels.Count > 1),
            Duplicates = texts.Duplicates(i),
            Conflicts = texts.Conflicts(i).Count(),
            Lengths = options.Tokenizer is null ? null : LengthCensus.Of(split.Data, options.Tokenizer, options.MaxTokens),
            LabelCounts = labels.Counts[i],
        })];
        DataProblem[] problems = [.. splits.All.SelectMany(split => OfSplit(split.Name, split.Data)), .. labels.Problems(options), .. texts.Problems(options), .. Cut(reports, options)];
        return new DataReport
        {
            Kind = labels.Kind,
            IsKindGuessed = options.Kind is null,
            Labels = labels.Labels,
            Splits = reports,
            Overlaps = texts.Overlaps(),
            MaxTokens = options.MaxTokens,
            Problems = [.. problems.OrderBy(problem => problem.Stops ? 0 : 1).ThenBy(problem => problem.Kind)],
            Remarks = splits.Remarks,
        };
    }

    private static void CheckLabels(DatasetSplits splits)
    {
        foreach ((_, LabelledDataset data) in splits.All)
        {
            LabelledText? stranger = splits.Labels is null ? null : data.Items.FirstOrDefault(item => item.Labels.Any(label => !splits.Labels.Contains(label, StringComparer.Ordinal)));
            if (stranger is not null)
            {
                throw new ArgumentException($"{Place.OfLabelled(data, stranger)}: none of the labels to learn.", nameof(splits));
            }
        }
    }

    private static IEnumerable<DataProblem> OfSplit(string name, LabelledDataset data)
    {
        if (data.Items.Count == 0)
        {
            yield return new DataProblem(DataProblemKind.NoTexts, $"{name} has no texts ({data.Name}).", []) { Stops = true };
        }

        if (data.Unreadable.Count > 0)
        {
            yield return new DataProblem(
                DataProblemKind.Unreadable,
                $"{name}: {Amount.Of(data.Unreadable.Count, "row can't be read and is", "rows can't be read and are")} left out.",
                [.. data.Unreadable.Take(Place.Examples).Select(row => string.Create(CultureInfo.InvariantCulture, $"{data.Name}:{row.Line}: {row.Error}"))]);
        }

        LabelledText[] empty = [.. data.Items.Where(item => string.IsNullOrWhiteSpace(item.Text))];
        if (empty.Length > 0)
        {
            yield return new DataProblem(
                DataProblemKind.EmptyText,
                $"{name}: {Amount.Of(empty.Length, "text is", "texts are")} empty.",
                [.. empty.Take(Place.Examples).Select(item => Place.OfLabelled(data, item))]);
        }
    }

    private static IEnumerable<DataProblem> Cut(IEnumerable<SplitReport> splits, DataCheckOptions options)
    {
        foreach (SplitReport split in splits)
        {
            if (split.Lengths is { Cut: > 0 } lengths)
            {
                string message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{split.Name}: {Amount.Of(lengths.Cut, "text", "texts")} ({100.0 * lengths.Cut / split.Rows:0.0} %) {(lengths.Cut == 1 ? "has" : "have")} more than {options.MaxTokens} tokens (the longest {lengths.Longest:N0}): what is over is not read.");
                yield return new DataProblem(DataProblemKind.Cut, message, []);
            }
        }
    }
}
