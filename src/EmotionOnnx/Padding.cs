namespace EmotionOnnx;

/// <summary>Whether and how a text with few tokens is filled up. Immutable.</summary>
public sealed record Padding
{
    // Far beyond any model, and no more than some tens of megabytes for each text.
    internal const int MostTokens = 1 << 20;

    private Padding()
    {
    }

    private enum Kind
    {
        Declared,
        None,
        Longest,
        Fixed,
    }

    /// <summary>As the tokenizer's file declares it, or none if it declares none. The default.</summary>
    public static Padding Declared { get; } = new();

    /// <summary>Nothing is filled up.</summary>
    public static Padding None { get; } = new() { Mode = Kind.None };

    /// <summary>The length that texts are filled up to; null for that of the longest in the batch.</summary>
    public int? Length { get; private init; }

    /// <summary>The length is rounded up to a multiple of this; 1 for as it is.</summary>
    public int MultipleOf { get; private init; } = 1;

    /// <summary>The side on which tokens are filled in.</summary>
    public TokenSide Side { get; private init; }

    /// <summary>The id that is filled in; null for <see cref="Tokenizer.PaddingId"/>.</summary>
    public int? Id { get; private init; }

    /// <summary>The type id (segment) that is filled in.</summary>
    public int TypeId { get; private init; }

    /// <summary>The token that is filled in; null for the one with the id.</summary>
    public string? Token { get; private init; }

    private Kind Mode { get; init; }

    internal bool IsDeclared => Mode == Kind.Declared;

    internal bool IsNone => Mode == Kind.None;

    /// <summary>Fills up to the longest text of the batch.</summary>
    /// <param name="multipleOf">The length is rounded up to a multiple of this.</param>
    /// <param name="side">The side on which tokens are filled in.</param>
    /// <param name="id">The id that is filled in; null for the tokenizer's own.</param>
    /// <param name="typeId">The type id (segment) that is filled in.</param>
    /// <param name="token">The token that is filled in; null for the one with the id.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="multipleOf"/> is less than 1 or more than 1,048,576.</exception>
    public static Padding Longest(int multipleOf = 1, TokenSide side = TokenSide.Right, int? id = null, int typeId = 0, string? token = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multipleOf, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(multipleOf, MostTokens);
        return new Padding { Mode = Kind.Longest, MultipleOf = multipleOf, Side = side, Id = id, TypeId = typeId, Token = token };
    }

    /// <summary>Fills up to a length; what is longer stays as it is.</summary>
    /// <param name="length">The length.</param>
    /// <param name="multipleOf">The length is rounded up to a multiple of this.</param>
    /// <param name="side">The side on which tokens are filled in.</param>
    /// <param name="id">The id that is filled in; null for the tokenizer's own.</param>
    /// <param name="typeId">The type id (segment) that is filled in.</param>
    /// <param name="token">The token that is filled in; null for the one with the id.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> is negative, <paramref name="multipleOf"/> is less than 1, or one of them is more than 1,048,576.
    /// </exception>
    public static Padding Fixed(int length, int multipleOf = 1, TokenSide side = TokenSide.Right, int? id = null, int typeId = 0, string? token = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MostTokens);
        return Longest(multipleOf, side, id, typeId, token) with { Mode = Kind.Fixed, Length = length };
    }
}
