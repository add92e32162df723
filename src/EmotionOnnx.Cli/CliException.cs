namespace EmotionOnnx.Cli;

/// <summary>An error that ends the command with one line on standard error; the message says what to do.</summary>
internal sealed class CliException : Exception
{
    public CliException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    public int ExitCode { get; }

    public static CliException Usage(string message, Exception? innerException = null) => new(ExitCodes.Usage, message, innerException);

    public static CliException BadInput(string message, Exception? innerException = null) => new(ExitCodes.BadInput, message, innerException);

    public static CliException Failed(string message, Exception? innerException = null) => new(ExitCodes.Failed, message, innerException);
}
