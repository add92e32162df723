using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Asks a process to end. .NET itself can only kill.</summary>
internal static class TrainerSignal
{
    private const int Sigterm = 15;

    /// <summary>
    /// Sends SIGTERM. On Windows nothing can be sent to a process without a window; Ctrl-C reaches a trainer there by the console that it
    /// shares with us.
    /// </summary>
    public static void AskToEnd(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Sigterm);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
