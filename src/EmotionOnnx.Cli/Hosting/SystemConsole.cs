using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>The process's own standard streams.</summary>
internal static class SystemConsole
{
    public static CliConsole Open()
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        bool isOutputTerminal = !Console.IsOutputRedirected;
        bool isErrorTerminal = !Console.IsErrorRedirected;
        return new CliConsole
        {
            Input = Console.OpenStandardInput(),
            Output = OpenOutput(isOutputTerminal),
            Error = Console.Error,
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = isErrorTerminal,
            Width = isOutputTerminal || isErrorTerminal ? TerminalWidth() : 80,
            Environment = Environment.GetEnvironmentVariable,
            ListenForInterrupt = ListenForInterrupt,
        };
    }

    // The console's own stream takes a closed pipe for success, and a long run would go on for nobody. A file keeps the
    // console's stream: a FileStream would write at an offset of its own and not move the one that processes share.
    private static Stream OpenOutput(bool isTerminal)
    {
        if (isTerminal || OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    // The source and the registrations live as long as the process. A second Ctrl-C ends it at once.
    private static CancellationToken ListenForInterrupt()
    {
        var source = new CancellationTokenSource();
        void OnSignal(PosixSignalContext context)
        {
            if (!source.IsCancellationRequested)
            {
                context.Cancel = true;
                source.Cancel();
            }
        }

        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        return source.Token;
    }

    private static readonly List<PosixSignalRegistration> Registrations = [];
}
