namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Makes parts of a text of tokens; what is left after the last decoder is put together. Immutable.</summary>
internal abstract class Decoder
{
    /// <summary>Changes the tokens in their list.</summary>
    internal abstract void Decode(List<string> tokens);
}
