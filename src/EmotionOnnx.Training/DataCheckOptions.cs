namespace EmotionOnnx.Training;

/// <summary>What a data check looks for.</summary>
public sealed record DataCheckOptions
{
    /// <summary>Whether labels exclude each other.</summary>
    /// <value>Null: it is guessed: multi-label where a text has several labels.</value>
    public LabelKind? Kind { get; init; }

    /// <summary>The tokenizer that counts tokens.</summary>
    /// <value>Null: lengths are not looked at.</value>
    public ITokenizer? Tokenizer { get; init; }

    /// <summary>The most tokens of a text that are read, special tokens included.</summary>
    /// <value>128.</value>
    public int MaxTokens { get; init; } = 128;

    /// <summary>What is let pass.</summary>
    /// <value>Nothing.</value>
    public DataRisks Allow { get; init; } = DataRisks.None;

    /// <summary>A label with fewer texts in train is told.</summary>
    /// <value>10.</value>
    public int RareLabel { get; init; } = 10;
}
