namespace EmotionOnnx;

/// <summary>An end of a list of tokens.</summary>
public enum TokenSide
{
    /// <summary>The end.</summary>
    Right,

    /// <summary>The beginning.</summary>
    Left,
}
