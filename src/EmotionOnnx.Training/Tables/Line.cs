namespace EmotionOnnx.Training.Tables;

/// <summary>A line of a file, up to LF, with what was wrong in its bytes.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">Its text, with the line end; U+FFFD for bytes that are not valid.</param>
/// <param name="Bytes">Its bytes in UTF-8, line end included.</param>
/// <param name="Error">What was wrong in its bytes; null when all is well.</param>
internal readonly record struct Line(long Number, string Text, int Bytes, string? Error)
{
    /// <summary>The text without its line end, LF or CR LF.</summary>
    public string Content => Text.EndsWith('\n') ? Text[..^(Text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)] : Text;

    /// <summary>Whether nothing but the line end stands there.</summary>
    public bool IsEmpty => Text is "" or "\n" or "\r\n";
}
