namespace EmotionOnnx.Training.Data;

/// <summary>Renames labels and drops those that are not to be learned; a text that loses all it had is left out, since what holds for it can't be said.</summary>
internal static class LabelFilter
{
    public static LabelledDataset Apply(LabelledDataset data, TrainingFiles files, List<string> remarks)
    {
        if (files.Map is null && files.Labels is null)
        {
            return data;
        }

        HashSet<string>? known = files.Labels is null ? null : new HashSet<string>(files.Labels, StringComparer.Ordinal);
        var items = new List<LabelledText>(data.Items.Count);
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (LabelledText item in data.Items)
        {
            var labels = new List<string>(item.Labels.Count);
            foreach (string label in item.Labels)
            {
                IReadOnlyList<string> targets = files.Map?.Map(label) ?? [label];
                string? unknown = known is null ? null : targets.FirstOrDefault(target => !known.Contains(target));
                if (unknown is not null && files.UnknownLabels == UnknownLabels.Error)
                {
                    throw new TextTableException(
                        data.Name,
                        $"the label '{unknown}' is none of those to learn: {string.Join(", ", files.Labels!)}. Rename it with a label map, or ignore unknown labels.",
                        item.Line > 0 ? item.Line : null);
                }

                labels.AddRange(targets.Where(target => known?.Contains(target) ?? true));
                if (targets.Count == 0 || unknown is not null)
                {
                    dropped[label] = dropped.GetValueOrDefault(label) + 1;
                }
            }

            if (labels.Count > 0 || item.Labels.Count == 0)
            {
                items.Add(item with { Labels = [.. labels.Distinct(StringComparer.Ordinal)] });
            }
        }

        if (dropped.Count > 0)
        {
            string which = string.Join(", ", dropped.Select(label => $"'{label.Key}' of {Amount.Of(label.Value, "text", "texts")}"));
            remarks.Add($"{data.Name}: labels dropped: {which}; {Amount.Of(data.Items.Count - items.Count, "text that had no other is", "texts that had no other are")} left out");
        }

        return new LabelledDataset(data.Name, items, data.Unreadable);
    }
}
