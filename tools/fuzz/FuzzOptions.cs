namespace EmotionOnnx.Fuzz;

/// <summary>How to fuzz.</summary>
/// <param name="Seed">Cases are made from it and their numbers.</param>
/// <param name="First">The number of the first case.</param>
/// <param name="Time">How long.</param>
/// <param name="Cases">How many cases at most.</param>
/// <param name="Threads">How many at once.</param>
/// <param name="Limit">How long a case may take.</param>
/// <param name="HeapBytes">How much the managed heap may hold.</param>
internal sealed record FuzzOptions(ulong Seed, long First, TimeSpan Time, long Cases, int Threads, TimeSpan Limit, long HeapBytes);
