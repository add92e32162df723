namespace EmotionOnnx;

/// <summary>How the scores of a long text's windows become the text's score, label by label.</summary>
public enum WindowPooling
{
    /// <summary>
    /// The highest score of any window: an emotion that shows anywhere counts. Of a single-label model (softmax) the scores then
    /// no longer sum to 1.
    /// </summary>
    Max,

    /// <summary>The arithmetic mean over the windows: an emotion counts by how much of the text shows it.</summary>
    Mean,
}
