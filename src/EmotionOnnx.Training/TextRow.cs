namespace EmotionOnnx.Training;

/// <summary>A row of a file of texts: a text, or what keeps it from being read.</summary>
public sealed record TextRow
{
    /// <summary>The row's number from 0, the header not counted, rows that can't be read counted.</summary>
    public required long Number { get; init; }

    /// <summary>The line of the file on which the row begins, from 1; line ends inside quotes are counted.</summary>
    public required long Line { get; init; }

    /// <summary>The text; empty where the row can't be read.</summary>
    public string Text { get; init; } = "";

    /// <summary>The labels; null where they were not asked for or the row can't be read.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The split that the row says it belongs to; null where it was not asked for or the row can't be read.</summary>
    public string? Split { get; init; }

    /// <summary>The group that the row says it belongs to; null where it was not asked for or the row can't be read.</summary>
    public string? Group { get; init; }

    /// <summary>Every cell as it is, in the order of <see cref="TextTableReader.Columns"/>; null unless the source is kept, and in <c>.txt</c> and JSON Lines.</summary>
    public IReadOnlyList<string>? Cells { get; init; }

    /// <summary>
    /// The row as it stands in the file, without its line end; null where the row was read and the source is not kept.
    /// Bytes that are not valid in the encoding are U+FFFD here; a row over the allowed length is cut.
    /// </summary>
    public string? Raw { get; init; }

    /// <summary>Why the row can't be read; null where it was.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the row can't be read.</summary>
    public bool IsError => Error is not null;
}
