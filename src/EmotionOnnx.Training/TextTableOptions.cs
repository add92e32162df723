using System.Text;

namespace EmotionOnnx.Training;

/// <summary>How a file of texts is read.</summary>
public sealed record TextTableOptions
{
    /// <summary>The file's format.</summary>
    /// <value>Null: by the file's extension.</value>
    public TextTableFormat? Format { get; init; }

    /// <summary>The column (in JSON Lines, the property) with the text; case matters. Not looked at in <c>.txt</c>.</summary>
    /// <value><c>text</c>.</value>
    public string TextColumn { get; init; } = "text";

    /// <summary>The column (in JSON Lines, the property: a string or an array of strings) with the labels; case matters.</summary>
    /// <value>Null: labels are not read.</value>
    public string? LabelsColumn { get; init; }

    /// <summary>The column (in JSON Lines, the property: a string or a number) that says to which split a row belongs; case matters.</summary>
    /// <value>Null: it is not read.</value>
    public string? SplitColumn { get; init; }

    /// <summary>
    /// The column (in JSON Lines, the property: a string or a number) with what a row belongs to, for example its author or book; case matters.
    /// </summary>
    /// <value>Null: it is not read.</value>
    public string? GroupColumn { get; init; }

    /// <summary>What stands between two labels of a cell. Spaces around a label are dropped; an empty cell has no labels.</summary>
    /// <value>A comma.</value>
    public char LabelSeparator { get; init; } = ',';

    /// <summary>What stands between two cells.</summary>
    /// <value>Null: a comma in <see cref="TextTableFormat.Csv"/>, a tab in <see cref="TextTableFormat.Tsv"/>.</value>
    public char? Delimiter { get; init; }

    /// <summary>Whether cells may stand in double quotes (RFC 4180).</summary>
    /// <value>Null: yes in <see cref="TextTableFormat.Csv"/>, no in <see cref="TextTableFormat.Tsv"/>.</value>
    public bool? Quoted { get; init; }

    /// <summary>Whether the first row of <c>.csv</c> and <c>.tsv</c> names the columns; else they are called 1, 2, 3 ...</summary>
    /// <value>True.</value>
    public bool HasHeader { get; init; } = true;

    /// <summary>Whether each row keeps what it was read from: <see cref="TextRow.Raw"/> and <see cref="TextRow.Cells"/>.</summary>
    /// <value>False: only rows that can't be read keep their raw text.</value>
    public bool KeepSource { get; init; }

    /// <summary>The file's encoding. A byte order mark (UTF-8, UTF-16) goes before it.</summary>
    /// <value>Null: UTF-8.</value>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// The most bytes of one row, counted in UTF-8. It bounds the memory that a broken file (one quote never closed) can take:
    /// a longer row is an error in that row.
    /// </summary>
    /// <value>16 MiB.</value>
    public int MaxRowBytes { get; init; } = 16 * 1024 * 1024;
}
