using System.Globalization;
using System.Text;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>
/// The lines of a stream in the portions in which they arrive: a line that is typed is answered at once, and a file comes
/// in batches. UTF-8; bytes that are not become U+FFFD. Memory is bounded by the longest line.
/// </summary>
internal sealed class InputLines(Stream input)
{
    // .NET's strings end there.
    private const int MaxLineBytes = 1024 * 1024 * 1024;

    private readonly ByteLines _lines = new(input, 64 * 1024, MaxLineBytes);

    /// <summary>The next lines, at least one; empty at the end.</summary>
    public IReadOnlyList<string> Read() => [.. _lines.Read().Select(TextOf)];

    private static string TextOf(ByteLine line) => line.IsTooLong
        ? throw CliException.BadInput(string.Create(CultureInfo.InvariantCulture, $"standard input:{line.Number}: the line has more than {MaxLineBytes} bytes."))
        : Encoding.UTF8.GetString(line.Bytes.Span);
}
