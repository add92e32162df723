using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Finds out in which terms a file is labelled: the model's labels, or one of its groupings.</summary>
internal static class EvaluationTarget
{
    public const string Auto = "auto";
    public const string Labels = "labels";

    /// <summary>The grouping to compare, or null for the model's labels.</summary>
    /// <exception cref="CliException">The model has no such grouping, or none fits the data.</exception>
    public static string? Choose(string target, LabelSet labels, LabelledDataset data, LabelMap? map)
    {
        if (target == Labels)
        {
            return null;
        }

        if (target != Auto)
        {
            return GroupOption.Check([target], labels)[0];
        }

        string[] used = [.. data.LabelCounts.SelectMany(count => map?.Map(count.Key) ?? [count.Key]).Distinct(StringComparer.Ordinal)];
        int inLabels = used.Count(label => labels.IndexOf(label) >= 0);
        if (inLabels == used.Length)
        {
            return null;
        }

        foreach ((string name, LabelGroups groups) in labels.Groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (used.All(groups.Names.Contains))
            {
                return name;
            }
        }

        // Nothing fits: the model's labels, whose error names the first label that is unknown.
        return null;
    }
}
