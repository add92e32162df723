using System.Runtime.InteropServices;

namespace EmotionOnnx.Benchmarks;

/// <summary>What a figure has to stand beside.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string name = "processor unknown";
        string features = string.Empty;
        if (File.Exists("/proc/cpuinfo"))
        {
            string[] lines = File.ReadAllLines("/proc/cpuinfo");
            string Field(string key) => lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?";
            name = $"{Field("model name")} (family {Field("cpu family")}, model {Field("model\t")})";
            string[] flags = Field("flags").Split(' ');
            features = string.Join(", ", new[] { "avx2", "avx_vnni", "avx512_vnni", "avx512_bf16" }.Where(flags.Contains));
        }

        return $"{name}, {Environment.ProcessorCount} processors, {features}; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
    }
}
