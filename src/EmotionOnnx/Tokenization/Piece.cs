namespace EmotionOnnx.Tokenization;

/// <summary>A range of the normalized text: still to be tokenized, or an added token.</summary>
/// <param name="Start">Its first unit.</param>
/// <param name="End">The unit behind its last.</param>
/// <param name="TokenId">The id of the added token that it is, or <see cref="NoToken"/>.</param>
internal readonly record struct Piece(int Start, int End, int TokenId)
{
    internal const int NoToken = -1;

    internal bool IsToken => TokenId != NoToken;
}
