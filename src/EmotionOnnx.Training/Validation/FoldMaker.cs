using System.Globalization;
using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training.Validation;

/// <summary>
/// Train and dev anew, as often as there are folds: each time another fold is held out as test, and of the rest as large a part becomes dev as before. A given test split stays
/// out of all of it.
/// </summary>
internal sealed class FoldMaker(DatasetSplits splits, ValidationOptions options)
{
    private readonly double _devShare = (double)splits.Dev.Items.Count / (splits.Train.Items.Count + splits.Dev.Items.Count);

    /// <exception cref="TextTableException">There are fewer texts, or groups, than folds need.</exception>
    public IReadOnlyList<DatasetSplits> Make()
    {
        var all = new LabelledDataset(NameOf(splits), [.. splits.Train.Items, .. splits.Dev.Items]);
        IReadOnlyList<LabelledDataset> folds = DatasetSplitter.Fold(all, options.Runs, options.SplitSeed);
        return [.. folds.Select((held, i) => HoldOut(all, held, i + 1))];
    }

    private DatasetSplits HoldOut(LabelledDataset all, LabelledDataset held, int number)
    {
        // Rows by reference: equal ones (a repeated line) are in one fold, but records compare by value.
        var isHeld = new HashSet<LabelledText>(held.Items, ReferenceEqualityComparer.Instance);
        var rest = new LabelledDataset(string.Create(CultureInfo.InvariantCulture, $"{all.Name} (without fold {number})"), all.Items.Where(item => !isHeld.Contains(item)));
        (LabelledDataset train, LabelledDataset dev) = Divide(rest, number);

        // A text may stand in two groups, which go different ways; it is measured, and not learned.
        LabelledDataset honestDev = Without(dev, held);
        LabelledDataset honestTrain = Without(train, held, dev);
        int dropped = train.Items.Count + dev.Items.Count - honestTrain.Items.Count - honestDev.Items.Count;
        string[] remarks = dropped == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"fold {number}: {dropped} rows left out of train and dev whose text another group has in dev or in the fold held out")];
        return new DatasetSplits { Train = honestTrain, Dev = honestDev, Test = held, Labels = splits.Labels, Remarks = remarks };
    }

    private (LabelledDataset Train, LabelledDataset Dev) Divide(LabelledDataset rest, int number)
    {
        try
        {
            (LabelledDataset train, LabelledDataset dev, _) = DatasetSplitter.Split(rest, new SplitOptions { DevShare = _devShare, Seed = options.SplitSeed });
            return (train, dev);
        }
        catch (TextTableException)
        {
            throw new TextTableException(
                rest.Name, string.Create(CultureInfo.InvariantCulture, $"fold {number} of {options.Runs}: without it there are too few different texts, or groups, to learn from and to choose on. Give more data, or leave the folds out."));
        }
    }

    private static LabelledDataset Without(LabelledDataset data, params ReadOnlySpan<LabelledDataset> others)
    {
        var keys = new HashSet<UInt128>();
        foreach (LabelledDataset other in others)
        {
            keys.UnionWith(other.Items.Select(item => TextKey.Of(item.Text)));
        }

        return new LabelledDataset(data.Name, data.Items.Where(item => !keys.Contains(TextKey.Of(item.Text))));
    }

    /// <summary>The file, where both are of one; the loader adds the split's name to it.</summary>
    private static string NameOf(DatasetSplits splits)
    {
        (string train, string dev) = (splits.Train.Name.Replace(" (train)", "", StringComparison.Ordinal), splits.Dev.Name.Replace(" (dev)", "", StringComparison.Ordinal));
        return train == dev ? train : $"{train} and {dev}";
    }
}
