using System.Collections.Immutable;

namespace EmotionOnnx;

/// <summary>The tokens of a text or a pair. All lists are of equal length, but for <see cref="Overflow"/>. Immutable.</summary>
public sealed class TokenEncoding
{
    internal TokenEncoding(
        ImmutableArray<int> ids,
        ImmutableArray<int> typeIds,
        ImmutableArray<int> attentionMask,
        ImmutableArray<int> specialTokensMask,
        ImmutableArray<string> tokens,
        ImmutableArray<TokenOffsets> offsets,
        ImmutableArray<int?> wordIds,
        ImmutableArray<int?> sequenceIds,
        ImmutableArray<TokenEncoding> overflow)
    {
        Ids = ids;
        TypeIds = typeIds;
        AttentionMask = attentionMask;
        SpecialTokensMask = specialTokensMask;
        Tokens = tokens;
        Offsets = offsets;
        WordIds = wordIds;
        SequenceIds = sequenceIds;
        Overflow = overflow;
    }

    /// <summary>The token ids: the model's input_ids.</summary>
    public ImmutableArray<int> Ids { get; }

    /// <summary>The segment of each token: the model's token_type_ids.</summary>
    public ImmutableArray<int> TypeIds { get; }

    /// <summary>1 for a token, 0 for padding.</summary>
    public ImmutableArray<int> AttentionMask { get; }

    /// <summary>1 for a special token that was put around the text and for padding, 0 for a token of the text.</summary>
    public ImmutableArray<int> SpecialTokensMask { get; }

    /// <summary>
    /// The token of each id as it stands in the vocabulary; of an added token, and of what a Unigram model does not know, the text that it took.
    /// </summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>The part of its text that each token stands for; (0, 0) for special tokens around the text and for padding.</summary>
    public ImmutableArray<TokenOffsets> Offsets { get; }

    /// <summary>The number of the word within its text that each token is of; null for special tokens around the text and for padding.</summary>
    public ImmutableArray<int?> WordIds { get; }

    /// <summary>The text that each token is of, 0 or 1; null for special tokens around the text and for padding.</summary>
    public ImmutableArray<int?> SequenceIds { get; }

    /// <summary>The further windows of a text that was cut, if <see cref="EncodeOptions.ReturnOverflow"/> asked for them.</summary>
    public ImmutableArray<TokenEncoding> Overflow { get; }
}
