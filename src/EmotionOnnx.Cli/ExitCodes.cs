namespace EmotionOnnx.Cli;

/// <summary>What the process answers to its caller; docs/cli.md has the same table.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It could not be done: a model, a device, an output.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The input is missing, or is not what the command line says.</summary>
    public const int BadInput = 3;

    /// <summary>Done, but some rows could not be read; they are reported.</summary>
    public const int SomeRowsFailed = 4;

    /// <summary>Ctrl-C or SIGTERM, as shells have it (128 + 2).</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output closed it, as shells have it (128 + 13).</summary>
    public const int BrokenPipe = 141;

    public const string Help =
        """
        Exit codes:
          0  done                     3  the input is missing or unreadable
          1  it could not be done     4  done, but some rows could not be read
          2  wrong command line       130  interrupted (Ctrl-C)
        """;
}
