using System.Text;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.PostProcessors;

namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>
/// A tokenizer that does what the SentencePiece library does with a .model file: no special tokens around the text, and none found
/// in it.
/// </summary>
internal static class SentencePieceTokenizer
{
    internal static TokenizerDefinition Build(SentencePieceModel model)
    {
        var all = new VocabularyBuilder(model.Pieces.Count);
        var mergeable = new VocabularyBuilder(model.Pieces.Count);
        var trie = new PieceTrie(model.Pieces.Count * 2);
        var symbols = new PieceTrie(16);
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            (string text, _, SentencePieceKind kind) = model.Pieces[id];
            all.Add(text, id);
            if (kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined)
            {
                trie.Add(text, id);
            }

            if (kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined or SentencePieceKind.Unused)
            {
                mergeable.Add(text, id);
            }

            if (kind == SentencePieceKind.UserDefined)
            {
                symbols.Add(text, id);
            }
        }

        Vocabulary vocabulary = all.Build();
        return new TokenizerDefinition(
            model.File,
            model.Algorithm == SentencePieceAlgorithm.Bpe
                ? new SentencePieceBpe(vocabulary, mergeable.Build(), symbols, model)
                : BuildUnigram(model, vocabulary, trie),
            AddedTokens: [],
            new SentencePieceNormalizer(model, symbols),
            PreTokenizer: null,
            new NoProcessing(),
            Truncation: null,
            Padding: null,
            BuildDecoder(model))
        {
            PaddingToken = model.PaddingPiece,
        };
    }

    // Bytes become text again, marks become spaces, and the one that was put there goes.
    private static DecoderSequence BuildDecoder(SentencePieceModel model)
    {
        bool isAhead = model.AddsDummyPrefix && !model.HasSpaceAsSuffix, isBehind = model.AddsDummyPrefix && model.HasSpaceAsSuffix;
        return new DecoderSequence(
        [
            new ReplaceDecoder("\u2581", " "),
            new ByteFallbackDecoder(),
            new FuseDecoder(),
            new StripDecoder(new Rune(' '), isAhead ? 1 : 0, isBehind ? 1 : 0),
        ]);
    }

    private static Unigram BuildUnigram(SentencePieceModel model, Vocabulary vocabulary, PieceTrie trie)
    {
        float lowest = float.MaxValue, highest = FloatMin;
        foreach (SentencePiece piece in model.Pieces)
        {
            if (piece.Kind == SentencePieceKind.Normal)
            {
                lowest = Math.Min(lowest, piece.Score);
                highest = Math.Max(highest, piece.Score);
            }
        }

        // A user-defined symbol's score is made up so that it always wins.
        double[] scores =
        [
            .. model.Pieces.Select(piece => piece.Kind == SentencePieceKind.UserDefined
                ? ((float)Encoding.UTF8.GetByteCount(piece.Text) * highest) - 0.1
                : piece.Score),
        ];
        int unknownId = model.Pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown);
        return Unigram.OfSentencePiece(vocabulary, trie, scores, lowest, unknownId, model.HasByteFallback, model.File);
    }

    // The least positive normal number: where C++ starts to look for the highest score, which thus is never below zero.
    private const float FloatMin = 1.17549435e-38f;
}
