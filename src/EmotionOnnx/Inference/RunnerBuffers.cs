namespace EmotionOnnx.Inference;

/// <summary>The memory that a runner feeds the graph from and reads its logits into; pinned, because ONNX Runtime keeps its address.</summary>
internal sealed class RunnerBuffers(int tokens, int rows, int labels)
{
    public long[] InputIds { get; } = GC.AllocateArray<long>(tokens, pinned: true);

    public long[] AttentionMask { get; } = GC.AllocateArray<long>(tokens, pinned: true);

    /// <summary>Made of zeros, which is what most single texts have.</summary>
    public long[] TokenTypeIds { get; } = GC.AllocateArray<long>(tokens, pinned: true);

    public float[] Logits { get; } = GC.AllocateArray<float>(rows * labels, pinned: true);

    public int Labels => labels;
}
