using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>Makes ONNX Runtime sessions; its errors become ours, with the remedy.</summary>
internal static class SessionFactory
{
    /// <param name="graphPath">The graph.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="intraOpThreads">Threads inside one run, the calling one included.</param>
    public static InferenceSession Create(string graphPath, Device device, int intraOpThreads)
    {
        try
        {
            using SessionOptions options = Options(device, intraOpThreads);
            return new InferenceSession(graphPath, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new BundleException(graphPath, $"ONNX Runtime can't load this graph: {error.Message}", error);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            || error is TypeInitializationException { InnerException: not null })
        {
            throw new EmotionOnnxException(
                "ONNX Runtime's native library can't be loaded. Add the package Microsoft.ML.OnnxRuntime (or Microsoft.ML.OnnxRuntime.Gpu for CUDA), "
                + $"version 1.29 or later, to the app's own project; musl-based systems such as Alpine are not supported by it. Cause: {Innermost(error).Message}",
                error);
        }
    }

    private static SessionOptions Options(Device device, int intraOpThreads)
    {
        var options = new SessionOptions();
        try
        {
            // What ONNX Runtime reports as errors it also throws; its log would only write over the caller's standard error.
            options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            // Left to itself ONNX Runtime counts the host's cores, not the quota of this process.
            options.IntraOpNumThreads = intraOpThreads;
            options.InterOpNumThreads = 1;
            // Spinning threads burn a core while nothing is asked.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
            // Memory patterns are kept for every new shape, and batches have hundreds of shapes.
            options.EnableMemoryPattern = false;
            if (device.IsCuda)
            {
                CudaProvider.Append(options, device);
            }

            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is not null)
        {
            error = error.InnerException;
        }

        return error;
    }
}
