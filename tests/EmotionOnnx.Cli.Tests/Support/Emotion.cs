using System.Text;
using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Tests.Support;

/// <summary>Runs the command in this process, with streams of the test's own.</summary>
internal sealed record Emotion
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public int Width { get; init; } = 80;

    public Stream? Output { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public CancellationToken Interrupt { get; init; }

    public static CommandResult Run(params string[] args) => new Emotion().With(args);

    public static CommandResult RunOn(string input, params string[] args) => new Emotion { Input = new MemoryStream(Utf8.GetBytes(input)) }.With(args);

    public CommandResult With(params string[] args)
    {
        var captured = new MemoryStream();
        var error = new StringWriter { NewLine = "\n" };
        int code = EmotionCommand.Run(args, new CliConsole
        {
            Input = Input,
            Output = Output ?? captured,
            Error = error,
            IsInputTerminal = IsInputTerminal,
            IsOutputTerminal = IsOutputTerminal,
            IsErrorTerminal = IsErrorTerminal,
            Width = Width,
            Environment = name => Environment.GetValueOrDefault(name),
            ListenForInterrupt = () => Interrupt,
        });
        return new CommandResult(code, Utf8.GetString(captured.ToArray()), error.ToString());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails, with what the command said, unless it ended as expected.</summary>
    public CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}; it said:\n{Error}\n{Output}");
        return this;
    }
}
