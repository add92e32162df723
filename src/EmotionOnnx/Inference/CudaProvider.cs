using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>Asks ONNX Runtime for CUDA; what can't be had is an error, never a run on the processor.</summary>
internal static class CudaProvider
{
    private const string Name = "CUDAExecutionProvider";

    public static void Append(SessionOptions options, Device device)
    {
        string[] available = OrtEnv.Instance().GetAvailableProviders();
        if (!available.Contains(Name, StringComparer.Ordinal))
        {
            throw new DeviceNotAvailableException(
                device,
                $"{device} was asked for, but the native ONNX Runtime that this process loaded was built without CUDA: looked for {Name}, "
                + $"found {string.Join(", ", available)}. Reference the package Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime, or use Device.Cpu.");
        }

        try
        {
            options.AppendExecutionProvider_CUDA(device.CudaId);
        }
        catch (OnnxRuntimeException error)
        {
            throw new DeviceNotAvailableException(
                device,
                $"{device} was asked for, but ONNX Runtime can't use it. Looked for: an NVIDIA GPU number {device.CudaId} with its driver; "
                + $"{ProviderLibrary()} beside ONNX Runtime's native library; the CUDA runtime, cuBLAS and cuDNN libraries that it needs on the library path. "
                + $"ONNX Runtime says: {error.Message}. Mend what is missing, or use Device.Cpu.",
                error);
        }
    }

    private static string ProviderLibrary() =>
        OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
}
