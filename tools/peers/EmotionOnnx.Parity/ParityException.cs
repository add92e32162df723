namespace EmotionOnnx.Parity;

/// <summary>The comparison can't be run; the message says why.</summary>
/// <param name="message">Why.</param>
internal sealed class ParityException(string message) : Exception(message);
