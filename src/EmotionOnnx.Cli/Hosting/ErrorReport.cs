using System.Globalization;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>Turns what ended a command into one line on standard error and an exit code.</summary>
internal static class ErrorReport
{
    private const int Epipe = 32;
    private const int Enospc = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);

    public static int Write(Exception exception, CliConsole console, bool trace)
    {
        if (IsBrokenPipe(exception))
        {
            return ExitCodes.BrokenPipe;
        }

        (int code, string message) = Describe(exception);
        console.Error.WriteLine($"emotion: {TerminalText.Clean(message)}");
        if (trace)
        {
            console.Error.WriteLine(exception);
        }

        return code;
    }

    /// <summary>Whether whoever read a pipe has closed it.</summary>
    public static bool IsBrokenPipe(Exception exception) =>
        exception is IOException && exception.HResult is Epipe or WindowsBrokenPipe or WindowsPipeClosing;

    /// <summary>Whether a write failed for want of space.</summary>
    public static bool IsDiskFull(Exception exception) => exception is IOException && exception.HResult is Enospc or WindowsDiskFull;

    /// <summary>What is said of a text that --long refuse refuses.</summary>
    public static string TooLong(string which, int maxTokens) => string.Create(
        CultureInfo.InvariantCulture, $"{which} has more than the {maxTokens} tokens that the model takes. Shorten it, or give --long truncate or --long window.");

    private static (int Code, string Message) Describe(Exception exception) => exception switch
    {
        CliException cli => (cli.ExitCode, cli.Message),
        TextTableException { LikelyDelimiter: { } delimiter } => (ExitCodes.BadInput, $"{exception.Message} The cells seem to have {(delimiter == '\t' ? "tabs" : $"'{delimiter}'")} between: --delimiter {(delimiter == '\t' ? "tab" : $"'{delimiter}'")}."),
        TextTableException { MissingColumn: { } column } => (ExitCodes.BadInput, $"{exception.Message} Name the right one with {OptionOf(column)}."),
        TextTableException => (ExitCodes.BadInput, exception.Message),
        OperationCanceledException => (ExitCodes.Interrupted, "interrupted."),
        TextTooLongException tooLong => (ExitCodes.BadInput, TooLong(string.Create(CultureInfo.InvariantCulture, $"text {tooLong.TextIndex + 1}"), tooLong.MaxTokens)),
        DataCheckException => (ExitCodes.BadInput, exception.Message),
        FinetuneException => (ExitCodes.Usage, exception.Message),
        DeviceNotAvailableException => (ExitCodes.Failed, $"{exception.Message} (--device cpu runs on the processor.)"),
        EmotionOnnxException => (ExitCodes.Failed, exception.Message),
        FileNotFoundException { FileName: { Length: > 0 } file } => (ExitCodes.BadInput, $"{file}: there is no such file."),
        FileNotFoundException or DirectoryNotFoundException => (ExitCodes.BadInput, exception.Message),
        IOException when IsDiskFull(exception) => (ExitCodes.Failed, $"the disk is full: {exception.Message}"),
        IOException or UnauthorizedAccessException => (ExitCodes.Failed, exception.Message),
        OutOfMemoryException => (ExitCodes.Failed, "out of memory. Shorter texts, or fewer --threads, need less."),
        DllNotFoundException => (ExitCodes.Failed, $"a native library is missing: {exception.Message}"),
        _ => (ExitCodes.Failed, $"unexpected {exception.GetType().Name}: {exception.Message} (EMOTION_DEBUG=1 shows the trace)"),
    };

    private static string OptionOf(string column) => column switch
    {
        nameof(TextTableOptions.TextColumn) => "--text",
        nameof(TextTableOptions.LabelsColumn) => "--labels",
        nameof(TextTableOptions.SplitColumn) => "--split-column",
        _ => "--group-column",
    };
}
