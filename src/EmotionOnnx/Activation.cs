namespace EmotionOnnx;

/// <summary>What turns a model's logits into scores.</summary>
public enum Activation
{
    /// <summary>Logits are the answer: a regression model, or scores already made by the graph.</summary>
    None,

    /// <summary>Each label for itself, 1 / (1 + e^-x): several labels, or none, may hold for a text.</summary>
    Sigmoid,

    /// <summary>One label out of all, e^x / sum of e^x: the scores of a text sum to 1.</summary>
    Softmax,
}
