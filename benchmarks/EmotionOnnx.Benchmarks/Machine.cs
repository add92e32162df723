using System.Runtime.InteropServices;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Benchmarks;

/// <summary>What a figure has to stand beside.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor.Name}, {Environment.ProcessorCount} processors; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
}
