using System.Runtime.InteropServices;

namespace EmotionOnnx.Training.Calibration;

/// <summary>What the processor calls itself and what it can: int8 results and speeds differ between processors, so figures name theirs.</summary>
internal static class Processor
{
    private const string CpuInfo = "/proc/cpuinfo";

    // What ONNX Runtime's integer and bf16 products depend on.
    private static readonly string[] Extensions = ["avx2", "avx_vnni", "avx512_vnni", "avx512_bf16"];

    public static string Name { get; } = File.Exists(CpuInfo) ? Describe(File.ReadLines(CpuInfo)) : OtherName();

    /// <summary>The first processor of a /proc/cpuinfo, for example <c>AMD EPYC (family 26, model 2; avx2, avx512_vnni)</c>.</summary>
    internal static string Describe(IEnumerable<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in lines.TakeWhile(line => line.Length > 0))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        if (!fields.TryGetValue("model name", out string? name))
        {
            return OtherName();
        }

        string[] flags = fields.GetValueOrDefault("flags", "").Split(' ');
        string family = fields.TryGetValue("cpu family", out string? number) ? $"family {number}, model {fields.GetValueOrDefault("model", "?")}" : "family unknown";
        return $"{name} ({family}; {string.Join(", ", Extensions.Where(flags.Contains))})";
    }

    private static string OtherName() =>
        Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") is { Length: > 0 } name ? name : RuntimeInformation.ProcessArchitecture.ToString();
}
