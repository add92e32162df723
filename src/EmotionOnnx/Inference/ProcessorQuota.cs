namespace EmotionOnnx.Inference;

/// <summary>How many processors this process may use.</summary>
internal static class ProcessorQuota
{
    /// <summary>
    /// The runtime's own count: it respects the affinity mask, the cgroup's CPU quota (v1 and v2, rounded up), job objects on
    /// Windows, and the variable DOTNET_PROCESSOR_COUNT. ONNX Runtime's own count does not.
    /// </summary>
    public static int Threads => Environment.ProcessorCount;
}
