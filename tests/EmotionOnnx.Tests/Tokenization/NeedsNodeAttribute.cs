using System.ComponentModel;
using System.Diagnostics;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>A test that runs the reference, npm tokenizers; where Node.js or the data is not there, it says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsNodeAttribute : FactAttribute
{
    public NeedsNodeAttribute(bool data = false)
    {
        if (!Starts("node") || !(OperatingSystem.IsWindows() || Starts("npm")))
        {
            Skip = "The reference is npm tokenizers: there is no node with npm on the PATH.";
        }
        else if (data && Environment.GetEnvironmentVariable("EMOTIONONNX_DATA") is not { Length: > 0 })
        {
            Skip = "EMOTIONONNX_DATA names no folder with the published tokenizers and texts.";
        }
    }

    private static bool Starts(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
