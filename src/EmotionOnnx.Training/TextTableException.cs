namespace EmotionOnnx.Training;

/// <summary>A file of texts or labels that can't be read as a whole: a column that is not there, an unknown format, a label nobody knows.</summary>
public sealed class TextTableException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file at fault.</param>
    /// <param name="message">What is wrong with it and what to do.</param>
    /// <param name="line">The line at fault, from 1, if it is one line's fault.</param>
    public TextTableException(string file, string message, long? line = null)
        : base(line is null ? $"{file}: {message}" : FormattableString.Invariant($"{file}:{line}: {message}"))
    {
        File = file;
        Line = line;
    }

    /// <summary>The file at fault.</summary>
    public string File { get; }

    /// <summary>The line at fault, from 1, if it is one line's fault.</summary>
    public long? Line { get; }

    /// <summary>The property of <see cref="TextTableOptions"/> that names a column which the file lacks, such as <c>TextColumn</c>; null where the fault is another.</summary>
    public string? MissingColumn { get; init; }

    /// <summary>What seems to stand between the cells instead of what was expected, where that is why a column is missing.</summary>
    public char? LikelyDelimiter { get; init; }
}
