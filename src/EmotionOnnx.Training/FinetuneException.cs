namespace EmotionOnnx.Training;

/// <summary>A fine-tuning that can't begin or go on: a base, a recipe, an output folder, the figures at the end.</summary>
public sealed class FinetuneException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public FinetuneException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
