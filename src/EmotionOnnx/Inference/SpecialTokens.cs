namespace EmotionOnnx.Inference;

/// <summary>What a row of a batch gets besides its ids, as it was when it was asked for: buffers are made for so many.</summary>
/// <param name="Frame">Around the text, or around the texts of a pair.</param>
/// <param name="Padding">Up to the batch's width.</param>
/// <param name="PaddingSide">On which side.</param>
internal sealed record SpecialTokens(TokenFrame Frame, int Padding, TokenSide PaddingSide)
{
    /// <summary>How many of a row's tokens are not the text's.</summary>
    public int Count => Frame.Count;
}
