namespace EmotionOnnx.Parity;

/// <summary>The reference's process ended before it answered. Where Rust code panics, npm tokenizers takes Node.js down with it.</summary>
internal sealed class ReferenceEndedException() : Exception("The reference ended before it answered; its error stands above.");
