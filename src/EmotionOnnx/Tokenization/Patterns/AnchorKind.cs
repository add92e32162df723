namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>Places in a text.</summary>
internal enum AnchorKind
{
    TextStart,
    TextEnd,

    /// <summary>The end, or before a line feed that ends the text.</summary>
    TextEndOrLastLine,
    LineStart,
    LineEnd,
    WordBorder,
    NoWordBorder,
}
