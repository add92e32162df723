namespace EmotionOnnx.Tokenization.Models;

/// <summary>What a BPE model does besides merging.</summary>
/// <param name="UnknownToken">The token of characters outside the vocabulary; without one they are left out.</param>
/// <param name="ContinuingSubwordPrefix">What stands before every character of a word but the first.</param>
/// <param name="EndOfWordSuffix">What stands behind the last character of a word.</param>
/// <param name="FusesUnknown">Unknown characters in a row are one token.</param>
/// <param name="FallsBackToBytes">A character outside the vocabulary becomes the tokens of its bytes (&lt;0x0A&gt;), if all are there.</param>
/// <param name="IgnoresMerges">A word that is a token is that token, whatever the merges say.</param>
internal sealed record BpeOptions(
    string? UnknownToken = null,
    string? ContinuingSubwordPrefix = null,
    string? EndOfWordSuffix = null,
    bool FusesUnknown = false,
    bool FallsBackToBytes = false,
    bool IgnoresMerges = false);
