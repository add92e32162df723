namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>What a SentencePiece .model file says, as far as encoding needs it. Defaults are those of sentencepiece_model.proto.</summary>
internal sealed class SentencePieceModel
{
    internal required string File { get; init; }

    internal List<SentencePiece> Pieces { get; } = [];

    internal SentencePieceAlgorithm Algorithm { get; set; } = SentencePieceAlgorithm.Unigram;

    internal bool HasByteFallback { get; set; }

    /// <summary>Whether the space that marks a word stands behind it instead of before it.</summary>
    internal bool HasSpaceAsSuffix { get; set; }

    /// <summary>The id that the trainer was told; what <see cref="SentencePieceKind.Unknown"/> says counts for SentencePiece itself.</summary>
    internal int UnknownId { get; set; }

    internal string UnknownPiece { get; set; } = "<unk>";

    internal string PaddingPiece { get; set; } = "<pad>";

    internal byte[] CharsMap { get; set; } = [];

    internal bool AddsDummyPrefix { get; set; } = true;

    internal bool RemovesExtraSpaces { get; set; } = true;

    internal bool EscapesSpaces { get; set; } = true;

    internal TokenizerException Error(string message) => new(File, message);
}

/// <summary>A token of a .model file; its place in the list is its id.</summary>
internal readonly record struct SentencePiece(string Text, float Score, SentencePieceKind Kind);

/// <summary>How a piece takes part, by its number in the file.</summary>
internal enum SentencePieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>The algorithm, by its number in the file.</summary>
internal enum SentencePieceAlgorithm
{
    Unigram = 1,
    Bpe = 2,
    Word = 3,
    Char = 4,
}
