namespace EmotionOnnx.Tokenization.Models;

/// <summary>Turns the pieces of a text into tokens of a vocabulary. Immutable.</summary>
internal abstract class Model
{
    internal abstract Vocabulary Vocabulary { get; }

    /// <summary>The id of what stands for the unknown; null where the model has no such token.</summary>
    internal virtual int? UnknownId => null;

    /// <summary>Adds the tokens of a piece that starts at an offset of the normalized text.</summary>
    internal abstract void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch);
}
