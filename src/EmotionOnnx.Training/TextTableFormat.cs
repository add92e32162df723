namespace EmotionOnnx.Training;

/// <summary>How a file of texts is laid out.</summary>
public enum TextTableFormat
{
    /// <summary>One text per line, empty lines included: they are empty texts. Extension <c>.txt</c>.</summary>
    Text,

    /// <summary>
    /// Comma separated with a header, RFC 4180: a cell in double quotes may hold commas, line ends and doubled quotes.
    /// A quote anywhere else is an error in that row. Empty lines are passed over. Extension <c>.csv</c>.
    /// </summary>
    Csv,

    /// <summary>
    /// Tab separated with a header and no quoting at all, as IANA's text/tab-separated-values and the corpora of this
    /// field have it: a text may hold any number of double quotes. Empty lines are passed over. Extensions <c>.tsv</c>, <c>.tab</c>.
    /// </summary>
    Tsv,

    /// <summary>One JSON object per line. Empty lines are passed over. Extensions <c>.jsonl</c>, <c>.ndjson</c>.</summary>
    JsonLines,
}
