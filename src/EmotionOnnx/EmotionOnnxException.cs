namespace EmotionOnnx;

/// <summary>The base of the errors that this library raises of its own; the message says what to do.</summary>
public class EmotionOnnxException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, with the file or argument, and the remedy.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public EmotionOnnxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
