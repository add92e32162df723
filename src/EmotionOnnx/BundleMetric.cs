namespace EmotionOnnx;

/// <summary>A figure of the model's quality, with where it comes from.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Split">Its split, for example <c>test</c>.</param>
/// <param name="Name">The metric, for example <c>macro_f1</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Processor">The processor it was measured on, where that matters.</param>
/// <param name="Command">The command that gives it.</param>
public sealed record BundleMetric(string Data, string Split, string Name, double Value, string? Processor, string? Command);
