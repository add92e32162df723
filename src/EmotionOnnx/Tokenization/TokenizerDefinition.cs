using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization;

/// <summary>A tokenizer's components, as a file describes them.</summary>
internal sealed record TokenizerDefinition(
    string File,
    Model Model,
    IReadOnlyList<AddedToken> AddedTokens,
    Normalizer? Normalizer,
    PreTokenizer? PreTokenizer,
    PostProcessor PostProcessor,
    Truncation? Truncation,
    Padding? Padding,
    Decoder? Decoder = null)
{
    /// <summary>The token that fills up where no padding is declared; null where the files beside it say nothing.</summary>
    internal string? PaddingToken { get; init; }
}
