using System.CommandLine;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>--group</c>: the model's groupings that are wanted.</summary>
internal static class GroupOption
{
    public static Option<string[]> Create(string description) => new("--group", "-g")
    {
        Description = description,
        HelpName = "ekman|sentiment",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Checks the names against the model's.</summary>
    public static IReadOnlyList<string> Check(string[] groups, LabelSet labels)
    {
        foreach (string group in groups)
        {
            if (!labels.Groups.ContainsKey(group))
            {
                string known = labels.Groups.Count == 0 ? "this model has none" : $"this model has {string.Join(", ", labels.Groups.Keys.Order(StringComparer.Ordinal))}";
                throw CliException.Usage($"there is no grouping '{group}': {known}.");
            }
        }

        return [.. groups.Distinct(StringComparer.Ordinal)];
    }
}
