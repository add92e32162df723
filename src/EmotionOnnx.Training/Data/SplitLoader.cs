using System.Globalization;

namespace EmotionOnnx.Training.Data;

/// <summary>Reads the files of a training and makes the splits that they do not bring.</summary>
internal sealed class SplitLoader(TrainingFiles files, CancellationToken cancellationToken)
{
    private readonly List<string> _remarks = [];
    private IReadOnlyList<string> _columns = [];

    public DatasetSplits Load()
    {
        bool hasColumn = files.Table.SplitColumn is not null;
        if (hasColumn && (files.Dev ?? files.Test) is not null)
        {
            throw new ArgumentException("The splits come as a column or as files of their own, not both.");
        }

        if (files.Split.TestShare > 0 && (hasColumn || files.Test is not null))
        {
            throw new ArgumentException("A share for test goes with no test split of your own.");
        }

        if (files.Split.DevShare is not null && files.Dev is not null)
        {
            throw new ArgumentException("A share for dev goes with no dev split of your own.");
        }

        LabelledDataset all = Read(files.Train, isTrain: true);
        if (all is { Items.Count: 0, Unreadable.Count: 0 })
        {
            throw new TextTableException(files.Train, "there are no rows in it to learn from.");
        }

        TellOfSplitColumn();
        (LabelledDataset train, LabelledDataset? dev, LabelledDataset? test) = hasColumn
            ? ByColumn(all)
            : (all, files.Dev is null ? null : Read(files.Dev), files.Test is null ? null : Read(files.Test));
        if (files.DropLeaks)
        {
            // Before anything is divided: a text that stands in test must not reach a dev split made of train either.
            train = Without(train, dev, test);
            dev = dev is null ? null : Without(dev, test);
        }

        if (dev is null)
        {
            (train, dev, test) = Make(train, test);
        }
        else if (files.Split.TestShare > 0)
        {
            throw new ArgumentException("Where dev is a file, test must be one too, or there is none: both are made of train, or neither.");
        }

        if (files.DropLeaks)
        {
            train = Without(train, dev, test);
        }

        return new DatasetSplits { Train = train, Dev = dev, Test = test, Labels = files.Labels, Remarks = _remarks, Files = files };
    }

    private (LabelledDataset Train, LabelledDataset Dev, LabelledDataset? Test) Make(LabelledDataset train, LabelledDataset? test)
    {
        (LabelledDataset rest, LabelledDataset dev, LabelledDataset? made) = Divide(train);
        string which = made is null ? $"dev ({dev.Items.Count} rows) was" : string.Create(CultureInfo.InvariantCulture, $"dev ({dev.Items.Count} rows) and test ({made.Items.Count} rows) were");
        string how = files.Table.GroupColumn is { } group ? $"by label, no '{group}' divided" : "by label";
        _remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{which} taken from {train.Name}, {how}; {rest.Items.Count} of {train.Items.Count} rows are left to train on"));
        return (rest, dev, test ?? made);
    }

    private (LabelledDataset Train, LabelledDataset Dev, LabelledDataset? Test) Divide(LabelledDataset train)
    {
        try
        {
            return DatasetSplitter.Split(train, files.Split);
        }
        catch (TextTableException e) when (train.Unreadable is [{ } first, ..])
        {
            // An unclosed quote swallows the rest of a file.
            throw new TextTableException(
                train.Name, $"{e.Message[(e.File.Length + 2)..]} {Amount.Of(train.Unreadable.Count, "row", "rows")} can't be read; the first, in line {first.Line}: {first.Error}", first.Line);
        }
    }

    private LabelledDataset Read(string path, bool isTrain = false)
    {
        LabelledDataset data = LabelledDataset.Load(path, files.Table, cancellationToken);
        _columns = isTrain ? data.Columns : _columns;
        return data.Items.Count == 0 && data.Unreadable is [{ } first, ..]
            ? throw new TextTableException(path, string.Create(CultureInfo.InvariantCulture, $"none of its {data.Unreadable.Count:N0} rows can be read. The first: {first.Error}"), first.Line)
            : LabelFilter.Apply(data, files, _remarks);
    }

    // Somebody's test rows are not to be trained on for want of an option.
    private void TellOfSplitColumn()
    {
        if ((files.Table.SplitColumn ?? files.Dev ?? files.Test) is not null)
        {
            return;
        }

        if (_columns.FirstOrDefault(column => column.Trim().ToUpperInvariant() is "SPLIT" or "FOLD" or "PARTITION" or "SUBSET") is { } column)
        {
            _remarks.Add($"{files.Train} has a column '{column}', which is not followed: its rows are divided anew (--split-column {column} follows it)");
        }
    }

    private static (LabelledDataset Train, LabelledDataset? Dev, LabelledDataset? Test) ByColumn(LabelledDataset all)
    {
        List<LabelledText>[] parts = [[], [], []];
        foreach (LabelledText item in all.Items)
        {
            parts[SplitOf(item, all.Name)].Add(item);
        }

        return (
            new LabelledDataset($"{all.Name} (train)", parts[0], all.Unreadable),
            parts[1].Count == 0 ? null : new LabelledDataset($"{all.Name} (dev)", parts[1]),
            parts[2].Count == 0 ? null : new LabelledDataset($"{all.Name} (test)", parts[2]));
    }

    private static int SplitOf(LabelledText item, string file) => item.Split?.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => 0,
        "DEV" or "DEVELOPMENT" or "VALID" or "VALIDATION" or "VAL" => 1,
        "TEST" => 2,
        _ => throw new TextTableException(file, $"'{item.Split}' is no split: train, dev (or validation, valid, val) and test are.", item.Line > 0 ? item.Line : null),
    };

    private LabelledDataset Without(LabelledDataset data, params ReadOnlySpan<LabelledDataset?> others)
    {
        var keys = new HashSet<UInt128>();
        foreach (LabelledDataset? other in others)
        {
            keys.UnionWith(other?.Items.Select(item => TextKey.Of(item.Text)) ?? []);
        }

        LabelledText[] kept = [.. data.Items.Where(item => !keys.Contains(TextKey.Of(item.Text)))];
        if (kept.Length < data.Items.Count)
        {
            _remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{data.Name}: {data.Items.Count - kept.Length} rows left out whose text is in a later split too"));
        }

        return new LabelledDataset(data.Name, kept, data.Unreadable);
    }
}
