namespace EmotionOnnx.Fuzz;

/// <summary>How a case ended.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Failure">What is wrong with it; null for nothing.</param>
internal sealed record Outcome(string Name, string? Failure = null);
