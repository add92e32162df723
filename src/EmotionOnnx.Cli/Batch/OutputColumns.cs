using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Batch;

/// <summary>
/// Which of the input's columns go into the output, and under which names: their own, or <c>input.NAME</c> where the
/// output has a column of that name itself.
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

    /// <summary>The column's name in the output.</summary>
    public string NameOf(string column) => _taken.Contains(column) ? Prefix + column : column;

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
    public static IReadOnlyList<string> OwnOfTable(ResultView view, LabelSet labels) =>
        ["labels", "top", "score", "truncated", .. view.Groups, .. view.All ? labels.Names : []];
}
