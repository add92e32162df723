namespace EmotionOnnx;

/// <summary>How one call encodes. Immutable; nothing of it stays with the tokenizer.</summary>
public sealed record EncodeOptions
{
    /// <summary>Special tokens, truncation and padding as the tokenizer's file declares them.</summary>
    public static EncodeOptions Default { get; } = new();

    /// <summary>Whether the special tokens around the text, for example [CLS] and [SEP], are added.</summary>
    /// <value>true.</value>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Whether and how a text with too many tokens is cut.</summary>
    /// <value><see cref="Truncation.Declared"/>.</value>
    public Truncation Truncation { get; init; } = Truncation.Declared;

    /// <summary>Whether and how a text with few tokens is filled up.</summary>
    /// <value><see cref="Padding.Declared"/>.</value>
    public Padding Padding { get; init; } = Padding.Declared;

    /// <summary>Whether what truncation cuts off comes back as further windows, in <see cref="TokenEncoding.Overflow"/>.</summary>
    /// <value>false.</value>
    public bool ReturnOverflow { get; init; }

    /// <summary>Whether a text that truncation cuts is tokenized to its end, so that the windows in the overflow cover all of it.</summary>
    /// <value>
    /// true. With false it stops where Hugging Face's tokenizers 0.23 stop: with the word that brings the text's tokens to
    /// <see cref="Truncation.MaxLength"/>, counted from the side that stays. Windows beyond are missing then, word ids of a text that is
    /// cut on the left begin where reading stopped, and of a pair that is cut to an odd number of tokens the odd one may go to the
    /// other text. It is for comparing with that version.
    /// </value>
    public bool ReadsToEnd { get; init; } = true;
}
