namespace EmotionOnnx;

/// <summary>
/// What the classifier needs of a tokenizer. <see cref="Tokenizer"/> is ours; another one is plugged in by implementing this.
/// </summary>
/// <remarks>
/// Implementations are thread-safe and, on this path, allocate nothing managed once warm.
/// </remarks>
public interface ITokenizer
{
    /// <summary>The id that fills a batch's shorter rows.</summary>
    int PaddingId { get; }

    /// <summary>The special tokens before a single text, for example [CLS].</summary>
    ReadOnlySpan<int> Prefix { get; }

    /// <summary>The special tokens after a single text, for example [SEP].</summary>
    ReadOnlySpan<int> Suffix { get; }

    /// <summary>
    /// What stands around a single text, with type ids for models that take token_type_ids. Left as it is: prefix and suffix, all of type 0.
    /// </summary>
    TokenFrame Frame => TokenFrame.OfText(Prefix, Suffix);

    /// <summary>What stands around and between the texts of a pair. Left as it is: null, and pairs can't be classified.</summary>
    TokenFrame? PairFrame => null;

    /// <summary>Appends the ids of a text, without special tokens around it.</summary>
    /// <param name="text">The text; any UTF-16, also malformed. An unpaired surrogate counts as U+FFFD.</param>
    /// <param name="ids">Where the ids go; what it holds already stays.</param>
    /// <param name="limit">
    /// The tokenizer may stop once it has appended this many ids or more: the first <paramref name="limit"/> of them are what
    /// a call without a limit gives. It keeps a very long text that will be cut from being tokenized to its end.
    /// </param>
    void Encode(ReadOnlySpan<char> text, TokenBuffer ids, int limit = int.MaxValue);
}
