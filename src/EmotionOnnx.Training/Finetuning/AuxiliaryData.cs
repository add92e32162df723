using EmotionOnnx.Training.Data;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>One more data set, made ready: without texts that the model will be measured on.</summary>
internal sealed record AuxiliaryData(string Name, LabelledDataset Data, IReadOnlyList<string> Labels, LabelKind Kind)
{
    /// <exception cref="FinetuneException">Nothing is left that could be learned from.</exception>
    public static AuxiliaryData Prepare(AuxiliaryDataset auxiliary, DatasetSplits splits, Action<string> remark)
    {
        LabelKind kind = auxiliary.Kind ?? (auxiliary.Data.Items.Any(item => item.Labels.Count > 1) ? LabelKind.MultiLabel : LabelKind.SingleLabel);
        HashSet<UInt128> measured = KeysOf(splits);
        LabelledText[] kept = [.. auxiliary.Data.Items.Where(item => !measured.Contains(TextKey.Of(item.Text)))];
        if (kept.Length < auxiliary.Data.Items.Count)
        {
            remark($"{auxiliary.Name}: {Amount.Of(auxiliary.Data.Items.Count - kept.Length, "text", "texts")} left out that dev or test have too");
        }

        LabelledText[] usable = kind == LabelKind.MultiLabel ? kept : [.. kept.Where(item => item.Labels.Count == 1)];
        string[] labels = [.. usable.SelectMany(item => item.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return labels.Length >= (kind == LabelKind.SingleLabel ? 2 : 1)
            ? new AuxiliaryData(auxiliary.Name, new LabelledDataset(auxiliary.Data.Name, usable), labels, kind)
            : throw new FinetuneException($"the auxiliary data {auxiliary.Data.Name} has {labels.Length} labels: there is nothing to learn from it.");
    }

    private static HashSet<UInt128> KeysOf(DatasetSplits splits) =>
        [.. splits.Dev.Items.Select(item => TextKey.Of(item.Text)), .. splits.Test?.Items.Select(item => TextKey.Of(item.Text)) ?? []];
}
