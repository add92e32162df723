namespace EmotionOnnx;

/// <summary>The device that was asked for can't be had; the message says what was looked for.</summary>
public sealed class DeviceNotAvailableException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="device">The device that was asked for.</param>
    /// <param name="message">What was looked for, and the remedy.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public DeviceNotAvailableException(Device device, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Device = device;
    }

    /// <summary>The device that was asked for.</summary>
    public Device Device { get; }
}
