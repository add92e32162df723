using System.ComponentModel;
using System.Diagnostics;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Finds a Python that has what our trainer needs.</summary>
internal static class PythonFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Finding a package is quick, importing PyTorch takes seconds; what breaks on import, the trainer itself reports.
    private const string Probe =
        "import sys, importlib.util as u; print('%d.%d' % sys.version_info[:2], ' '.join(m for m in ('torch', 'onnx', 'numpy') if not u.find_spec(m)))";

    /// <param name="given">The one to take; null for one that is found.</param>
    /// <exception cref="TrainerException">None will do; the message says what was looked at, and what to install.</exception>
    public static PythonInstallation Find(string? given)
    {
        PythonInstallation[] candidates = string.IsNullOrEmpty(given) ? Candidates() : [new PythonInstallation(given, [])];
        var faults = new List<string>();
        foreach (PythonInstallation candidate in candidates)
        {
            string? fault = FaultOf(candidate);
            if (fault is null)
            {
                return candidate;
            }

            faults.Add($"{candidate}: {fault}");
        }

        throw new TrainerException($"Training needs Python with PyTorch and onnx. Looked at {string.Join("; ", faults)}.\n{Help}");
    }

    /// <summary>What to install.</summary>
    public const string Help =
        """
        Debian, Ubuntu   apt install python3-torch python3-onnx libopenblas0-pthread
        Windows          winget install Python.Python.3.13, then: py -m pip install torch onnx numpy
        with pip         python3 -m pip install torch onnx numpy
        --python PATH (or the environment variable PYTHON) says which Python to take; --trainer takes a trainer of your own.
        """;

    // Debian's is named by its path too: another Python that comes first on the PATH often lacks the packages that Debian's has.
    private static PythonInstallation[] Candidates() => OperatingSystem.IsWindows()
        ? [new("python", []), new("py", ["-3"]), new("python3", [])]
        : [new("python3", []), new("python", []), new("/usr/bin/python3", [])];

    private static string? FaultOf(PythonInstallation python)
    {
        try
        {
            var start = new ProcessStartInfo(python.Program, [.. python.Arguments, "-c", Probe]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return "did not answer";
            }

            return process.ExitCode == 0 ? FaultIn(output.Result) : $"exit code {process.ExitCode}: {error.Result.Trim().Split('\n')[^1]}";
        }
        catch (Win32Exception e)
        {
            return e.NativeErrorCode == 2 ? "not there" : e.Message;
        }
    }

    private static string? FaultIn(string answer)
    {
        string[] parts = answer.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 1 ? null
            : parts.Length == 0 ? "gave no answer"
            : $"Python {parts[0]} without {string.Join(", ", parts.Skip(1))}";
    }
}
