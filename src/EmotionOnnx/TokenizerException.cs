namespace EmotionOnnx;

/// <summary>A tokenizer file that can't be used: malformed, or with a component that this version does not know.</summary>
public sealed class TokenizerException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file at fault.</param>
    /// <param name="message">What is wrong with it and what was expected.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public TokenizerException(string path, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException)
    {
        Path = path;
    }

    /// <summary>The file at fault.</summary>
    public string Path { get; }
}
