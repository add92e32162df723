namespace EmotionOnnx.Parity;

/// <summary>Who the reference is.</summary>
internal enum Engine
{
    /// <summary>npm tokenizers, which is Hugging Face's Rust code.</summary>
    Npm,

    /// <summary>SentencePiece's own library, for its .model files, which npm tokenizers does not read. Ids only.</summary>
    SentencePiece,
}
