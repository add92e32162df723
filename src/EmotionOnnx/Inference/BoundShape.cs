using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>A runner's buffers bound to the graph's inputs and outputs for one shape. Owns its native handles.</summary>
internal sealed class BoundShape : IDisposable
{
    private readonly List<(string Name, OrtValue Value)> _inputs = [];
    private readonly OrtValue _output;
    private readonly OrtIoBinding _binding;

    public BoundShape(InferenceSession session, GraphSignature signature, RunnerBuffers buffers, int rows, int width)
    {
        long[] shape = [rows, width];
        AddInput(GraphSignature.InputIds, buffers.InputIds, shape);
        AddInput(GraphSignature.AttentionMask, buffers.AttentionMask, shape);
        if (signature.HasTokenTypes)
        {
            AddInput(GraphSignature.TokenTypeIds, buffers.TokenTypeIds, shape);
        }

        _output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffers.Logits.AsMemory(0, rows * buffers.Labels), [rows, buffers.Labels]);
        _binding = session.CreateIoBinding();
        BindInputs();
        _binding.BindOutput(signature.OutputName, _output);
    }

    public OrtIoBinding Binding => _binding;

    /// <summary>When this shape was last used, by the runner's count of runs.</summary>
    public long LastUse { get; set; }

    /// <summary>
    /// Binds the inputs again. On the processor a binding reads the buffers as they are at the time of the run; to another
    /// device ONNX Runtime copies them when they are bound.
    /// </summary>
    public void BindInputs()
    {
        foreach ((string name, OrtValue value) in _inputs)
        {
            _binding.BindInput(name, value);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _output.Dispose();
        foreach ((_, OrtValue value) in _inputs)
        {
            value.Dispose();
        }
    }

    private void AddInput(string name, long[] buffer, long[] shape)
    {
        int length = checked((int)(shape[0] * shape[1]));
        _inputs.Add((name, OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape)));
    }
}
