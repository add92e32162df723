using System.Text;

namespace EmotionOnnx.Training.Tables;

/// <summary>In which encoding a stream is: what its byte order mark says, else what was given, else UTF-8.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="MarkBytes">How many bytes the mark takes.</param>
internal readonly record struct StreamEncoding(Encoding Encoding, int MarkBytes)
{
    /// <summary>As many bytes as the longest mark has, UTF-32's.</summary>
    public const int HeadBytes = 4;

    /// <summary>Tells it from a stream's first bytes.</summary>
    /// <remarks>
    /// A mark goes before what was given: files that are read with the same options need not all be of one encoding, and no text
    /// begins with these characters in another. The mark of the given one is looked for first: UTF-32's begins like UTF-16's.
    /// </remarks>
    public static StreamEncoding Of(ReadOnlySpan<byte> head, Encoding? given)
    {
        given ??= Encoding.UTF8;
        foreach (Encoding encoding in (ReadOnlySpan<Encoding>)[given, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (encoding.Preamble is { Length: > 0 } mark && head.StartsWith(mark))
            {
                return new StreamEncoding(encoding, mark.Length);
            }
        }

        return new StreamEncoding(given, 0);
    }
}
