namespace EmotionOnnx;

/// <summary>A model folder that can't be used: a file missing, altered, malformed, or one that does not fit the others.</summary>
public sealed class BundleException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file or folder at fault.</param>
    /// <param name="message">What is wrong with it and what was expected.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public BundleException(string path, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException)
    {
        Path = path;
    }

    /// <summary>The file or folder at fault.</summary>
    public string Path { get; }
}
