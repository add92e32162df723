namespace EmotionOnnx.Tokenization.Models;

/// <summary>Turns the pieces of a text into tokens of a vocabulary. Immutable.</summary>
internal abstract class Model
{
    internal abstract Vocabulary Vocabulary { get; }

    /// <summary>Adds the tokens of a piece that starts at an offset of the normalized text.</summary>
    internal abstract void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch);
}
