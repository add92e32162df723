namespace EmotionOnnx.Training;

/// <summary>The logits of dev and test by one graph. Immutable.</summary>
/// <param name="Dev">Row-major [texts of dev x labels], before temperature and activation.</param>
/// <param name="Test">Row-major [texts of test x labels]; null where there is no test split.</param>
public sealed record SplitLogits(ReadOnlyMemory<float> Dev, ReadOnlyMemory<float>? Test);
