using System.Runtime.InteropServices;

namespace EmotionOnnx.Training.Calibration;

/// <summary>What the processor calls itself: int8 results differ between processors, so figures name theirs.</summary>
internal static class Processor
{
    public static string Name { get; } = Find();

    private static string Find()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? name = null;
        if (File.Exists(CpuInfo))
        {
            string? line = File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        name ??= Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrEmpty(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
