using System.Text;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>What the command reads from and writes to; a test gives its own.</summary>
internal sealed class CliConsole
{
    private StreamWriter? _outputText;

    /// <summary>Standard input, as bytes (UTF-8).</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output, as bytes (UTF-8).</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: errors, progress, remarks.</summary>
    public required TextWriter Error { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>How many cells a line of the terminal has.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>
    /// From the call on, Ctrl-C and SIGTERM cancel the token instead of ending the process. A command that calls it
    /// sees to a clean end itself.
    /// </summary>
    public Func<CancellationToken> ListenForInterrupt { get; init; } = static () => CancellationToken.None;

    /// <summary>Standard output as text. Flushed by whoever wrote a whole line that should be seen.</summary>
    public TextWriter OutputText => _outputText ??= new StreamWriter(Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Whether standard output takes colours (no-color.org).</summary>
    public bool UseColor => IsOutputTerminal && TakesColor;

    /// <summary>Whether standard error takes colours.</summary>
    public bool UseErrorColor => IsErrorTerminal && TakesColor;

    private bool TakesColor => string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";
}
