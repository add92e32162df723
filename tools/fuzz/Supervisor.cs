using System.Diagnostics;

namespace EmotionOnnx.Fuzz;

/// <summary>Runs the fuzzer in a process of its own: what brings a process down (a stack that overflows, memory that ends) is a finding too.</summary>
internal static class Supervisor
{
    internal const string StatusVariable = "EMOTIONONNX_FUZZ_STATUS";

    internal static int Run(FuzzOptions options, TextWriter output)
    {
        string status = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    "exec", typeof(Supervisor).Assembly.Location, "--unsupervised", "--seed", $"{options.Seed}", "--first", $"{options.First}", "--threads", $"{options.Threads}",
                    "--minutes", FormattableString.Invariant($"{options.Time.TotalMinutes}"), "--limit", FormattableString.Invariant($"{options.Limit.TotalSeconds}"), "--memory", $"{options.HeapBytes >> 20}",
                },
            };
            start.Environment[StatusVariable] = status;
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode is not (0 or 1))
            {
                output.WriteLine($"FAILED --seed {options.Seed}: the process ended with {process.ExitCode} during one of the cases {File.ReadAllText(status)}");
                return 1;
            }

            return process.ExitCode;
        }
        finally
        {
            File.Delete(status);
        }
    }
}
