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
}
