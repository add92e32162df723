namespace EmotionOnnx.Training;

/// <summary>A trainer that is not there, failed, or broke the contract.</summary>
public sealed class TrainerException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public TrainerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
