using System.Collections.Immutable;

namespace EmotionOnnx;

/// <summary>The special tokens around a text, or around and between the texts of a pair, and everybody's type ids. Immutable.</summary>
public sealed class TokenFrame
{
    private TokenFrame(ImmutableArray<FrameToken> prefix, ImmutableArray<FrameToken>? between, ImmutableArray<FrameToken> suffix, int typeId, int pairTypeId)
    {
        Prefix = prefix;
        Between = between ?? [];
        IsPair = between is not null;
        Suffix = suffix;
        TypeId = typeId;
        PairTypeId = pairTypeId;
        HasTypes = typeId != 0 || pairTypeId != 0 || AnyType(Prefix) || AnyType(Between) || AnyType(Suffix);
    }

    /// <summary>Whether it is for a pair.</summary>
    public bool IsPair { get; }

    /// <summary>The special tokens before the first text, for example [CLS].</summary>
    public ImmutableArray<FrameToken> Prefix { get; }

    /// <summary>The special tokens between the texts of a pair, for example [SEP]; none for a single text.</summary>
    public ImmutableArray<FrameToken> Between { get; }

    /// <summary>The special tokens after the last text, for example [SEP].</summary>
    public ImmutableArray<FrameToken> Suffix { get; }

    /// <summary>The type id (segment) of the first text's tokens.</summary>
    public int TypeId { get; }

    /// <summary>The type id (segment) of the second text's tokens.</summary>
    public int PairTypeId { get; }

    /// <summary>Whether any type id is not 0.</summary>
    public bool HasTypes { get; }

    /// <summary>How many special tokens there are.</summary>
    public int Count => Prefix.Length + Between.Length + Suffix.Length;

    /// <summary>The frame of a single text, all of type 0.</summary>
    /// <param name="prefix">The ids before it.</param>
    /// <param name="suffix">The ids after it.</param>
    public static TokenFrame OfText(ReadOnlySpan<int> prefix, ReadOnlySpan<int> suffix) =>
        new(Tokens(prefix, 0), null, Tokens(suffix, 0), 0, 0);

    /// <summary>The frame of a pair as BERT has it: the second text and what follows it are of another type.</summary>
    /// <param name="prefix">The ids before the first text.</param>
    /// <param name="between">The ids between the texts.</param>
    /// <param name="suffix">The ids after the second text.</param>
    /// <param name="pairTypeId">The type id of the second text and the suffix; 0 for RoBERTa, which has no types.</param>
    public static TokenFrame OfPair(ReadOnlySpan<int> prefix, ReadOnlySpan<int> between, ReadOnlySpan<int> suffix, int pairTypeId = 1) =>
        new(Tokens(prefix, 0), Tokens(between, 0), Tokens(suffix, pairTypeId), 0, pairTypeId);

    /// <summary>The frame of a single text.</summary>
    /// <param name="prefix">The tokens before it.</param>
    /// <param name="suffix">The tokens after it.</param>
    /// <param name="typeId">The type id of the text's own tokens.</param>
    public static TokenFrame OfText(IEnumerable<FrameToken> prefix, IEnumerable<FrameToken> suffix, int typeId) =>
        new([.. prefix], null, [.. suffix], typeId, 0);

    /// <summary>The frame of a pair.</summary>
    /// <param name="prefix">The tokens before the first text.</param>
    /// <param name="between">The tokens between the texts.</param>
    /// <param name="suffix">The tokens after the second text.</param>
    /// <param name="typeId">The type id of the first text's own tokens.</param>
    /// <param name="pairTypeId">The type id of the second text's own tokens.</param>
    public static TokenFrame OfPair(
        IEnumerable<FrameToken> prefix, IEnumerable<FrameToken> between, IEnumerable<FrameToken> suffix, int typeId, int pairTypeId) =>
        new([.. prefix], [.. between], [.. suffix], typeId, pairTypeId);

    private static bool AnyType(ImmutableArray<FrameToken> tokens)
    {
        foreach (FrameToken token in tokens)
        {
            if (token.TypeId != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<FrameToken> Tokens(ReadOnlySpan<int> ids, int typeId)
    {
        ImmutableArray<FrameToken>.Builder tokens = ImmutableArray.CreateBuilder<FrameToken>(ids.Length);
        foreach (int id in ids)
        {
            tokens.Add(new FrameToken(id, typeId));
        }

        return tokens.MoveToImmutable();
    }
}
