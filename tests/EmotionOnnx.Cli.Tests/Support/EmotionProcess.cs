using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionOnnx.Cli.Tests.Support;

/// <summary>The command as a process of its own, for what one process can't show: signals, pipes, sudden ends.</summary>
internal static class EmotionProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The program beside the tests.</summary>
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "emotion.dll");

    public static Process Start(params IEnumerable<string> args)
    {
        Process process = StartWithInput(args);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts it with a standard input that stays open.</summary>
    public static Process StartWithInput(params IEnumerable<string> args) => StartProgram("dotnet", [Dll, .. args]);

    /// <summary>Runs a line of shell in which <c>emotion</c> is the command.</summary>
    public static CommandResult Shell(string line)
    {
        using Process process = StartProgram("bash", ["-c", $"emotion() {{ dotnet '{Dll}' \"$@\"; }}; {line}"]);
        process.StandardInput.Close();
        return End(process);
    }

    /// <summary>Waits for the end and takes what was said.</summary>
    public static CommandResult End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(Limit), "The command did not end.");
        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Sends a signal by kill's name for it.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public static bool HasSignals => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static Process StartProgram(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        return Process.Start(start)!;
    }
}
