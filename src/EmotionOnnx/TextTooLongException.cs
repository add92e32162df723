namespace EmotionOnnx;

/// <summary>A text has more tokens than the model takes, and the options say to refuse it.</summary>
public sealed class TextTooLongException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="textIndex">The text's place among the call's texts, from 0.</param>
    /// <param name="maxTokens">The most tokens a text may have, special tokens included.</param>
    public TextTooLongException(int textIndex, int maxTokens)
        : base($"Text {textIndex} has more than the {maxTokens} tokens that the model takes. Shorten it, or choose LongText.Truncate or LongText.Windows in the options.")
    {
        TextIndex = textIndex;
        MaxTokens = maxTokens;
    }

    /// <summary>The text's place among the call's texts, from 0.</summary>
    public int TextIndex { get; }

    /// <summary>The most tokens a text may have, special tokens included.</summary>
    public int MaxTokens { get; }
}
