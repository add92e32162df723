using System.Globalization;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// Which of the input's columns go into the output, and under which names: their own, or <c>input.NAME</c> where the
/// output has a column of that name itself. No two have the same.
/// </summary>
internal sealed class OutputColumns
{
    private const string Prefix = "input.";

    private readonly HashSet<string>? _kept;
    private readonly HashSet<string> _taken;

    /// <param name="keep">The columns that were asked for; null for all.</param>
    /// <param name="textColumn">The text's column, which is always carried.</param>
    /// <param name="own">The output's own columns.</param>
    public OutputColumns(IReadOnlyList<string>? keep, string textColumn, IEnumerable<string> own)
    {
        _kept = keep is null ? null : new HashSet<string>([.. keep, textColumn], StringComparer.Ordinal);
        _taken = new HashSet<string>(own, StringComparer.Ordinal);
    }

    /// <summary>Whether a column of the input is carried.</summary>
    public bool IsCarried(string column) => _kept is null || _kept.Contains(column);

    /// <summary>
    /// The column's name in the output. Different columns have different names: <c>input.labels</c> is called
    /// <c>input.input.labels</c>, whether or not there is a <c>labels</c>, so that each row's names are those of every other.
    /// </summary>
    public string NameOf(string column)
    {
        int start = 0;
        while (column.AsSpan(start).StartsWith(Prefix, StringComparison.Ordinal))
        {
            start += Prefix.Length;
        }

        return _taken.Contains(column[start..]) ? Prefix + column : column;
    }

    /// <summary>The names of columns of which some may be called the same: the second <c>id</c> is <c>id.2</c>.</summary>
    public string[] NamesOf(IReadOnlyList<string> columns)
    {
        string[] names = [.. columns.Select(NameOf)];
        var used = new HashSet<string>([.. names, .. _taken], StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            int count = counts[name] = counts.GetValueOrDefault(name) + 1;
            while (count > 1 && !used.Add(names[i] = string.Create(CultureInfo.InvariantCulture, $"{name}.{count}")))
            {
                count = ++counts[name];
            }
        }

        return names;
    }

    /// <summary>Refuses columns that were asked for and are not there.</summary>
    public static void Check(IReadOnlyList<string>? keep, IReadOnlyList<string> columns, string input)
    {
        foreach (string column in keep ?? [])
        {
            if (!columns.Contains(column, StringComparer.Ordinal))
            {
                throw CliException.BadInput($"{input}: there is no column '{column}' to --keep; there are {string.Join(", ", columns.Select(c => $"'{c}'"))}.");
            }
        }
    }

    /// <summary>The names that a JSON line has of its own.</summary>
    public static IEnumerable<string> OwnOfJson => ["row", "line", .. ResultJson.Properties];

    /// <summary>The columns that a delimited file has of its own, after row and line.</summary>
    public static IReadOnlyList<string> OwnOfTable(ResultView view, LabelSet labels)
    {
        List<string> names = ["row", "line", "labels", "top", "score", "truncated"];
        names.AddRange(view.Groups.Select(group => names.Contains(group) ? $"group.{group}" : group).ToArray());
        names.AddRange(view.All ? labels.Names.Select(label => names.Contains(label) ? $"label.{label}" : label).ToArray() : []);
        return names[2..];
    }
}
