namespace EmotionOnnx;

/// <summary>Where a model runs.</summary>
public readonly record struct Device
{
    private readonly int _cudaPlusOne;

    private Device(int cudaPlusOne) => _cudaPlusOne = cudaPlusOne;

    /// <summary>The processor.</summary>
    public static Device Cpu => default;

    /// <summary>Whether this is a CUDA device.</summary>
    public bool IsCuda => _cudaPlusOne > 0;

    /// <summary>The CUDA device's number, or -1 for the processor.</summary>
    public int CudaId => _cudaPlusOne - 1;

    /// <summary>An NVIDIA GPU. If it can't be had, loading fails; nothing runs on the processor instead.</summary>
    /// <param name="id">The device's number, from 0.</param>
    public static Device Cuda(int id = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        return new Device(checked(id + 1));
    }

    /// <summary><c>cpu</c> or <c>cuda:0</c>.</summary>
    public override string ToString() => IsCuda ? FormattableString.Invariant($"cuda:{CudaId}") : "cpu";
}
