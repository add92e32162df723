using EmotionOnnx.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Tests;

public sealed class DeviceTests
{
    [Fact]
    public void Cuda_that_is_not_there_is_an_error_that_says_what_was_looked_for()
    {
        // Where ONNX Runtime has CUDA, a device number that no machine has.
        bool hasCuda = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");
        Device device = Device.Cuda(hasCuda ? 99 : 0);
        using var bundle = new SumBundle();

        var error = Assert.Throws<DeviceNotAvailableException>(() => bundle.Load(new EmotionClassifierOptions { Device = device }));
        Assert.Equal(device, error.Device);
        Assert.Contains(device.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(hasCuda ? "providers_cuda" : "CUDAExecutionProvider", error.Message, StringComparison.Ordinal);
        Assert.Contains("Device.Cpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_have_names()
    {
        Assert.Equal("cpu", default(Device).ToString());
        Assert.Equal("cuda:3", Device.Cuda(3).ToString());
        Assert.Equal(Device.Cpu, default);
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Cuda(-1));
    }
}
