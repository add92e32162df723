using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.SentencePiece;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>Finds the merges of a SentencePiece BPE model from its scores, as transformers does it.</summary>
internal static class ScoredMerges
{
    /// <summary>Builds the model.</summary>
    /// <param name="tokens">The tokens with their scores, in the order of their ids.</param>
    /// <param name="model">The file.</param>
    internal static Bpe Build(List<(string Token, double Score)> tokens, SentencePieceModel model)
    {
        var builder = new VocabularyBuilder(tokens.Count);
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int id = 0; id < tokens.Count; id++)
        {
            builder.Add(tokens[id].Token, id);
            scores[tokens[id].Token] = tokens[id].Score;
        }

        Vocabulary vocabulary = builder.Build();
        var merges = new MergesBuilder(vocabulary, prefix: null);
        foreach ((string left, string right) in Merges(scores, model))
        {
            merges.Add(left, right, model.Error);
        }

        var options = new BpeOptions(model.UnknownPiece, FusesUnknown: true);
        return new Bpe(vocabulary, merges.Table, merges.AllGrow, options, model.Error);
    }

    // The best score first, then the longest parts; what is equal stays in the order of the tokens and of their parts' ids.
    private static IEnumerable<(string Left, string Right)> Merges(Dictionary<string, double> scores, SentencePieceModel model)
    {
        var ids = new Dictionary<string, int>(model.Pieces.Count, StringComparer.Ordinal);
        foreach (SentencePiece.SentencePiece piece in model.Pieces)
        {
            ids.Add(piece.Text, ids.Count);
        }

        var merges = new List<(string Left, string Right, double Score)>();
        foreach ((string token, double score) in scores)
        {
            merges.AddRange(Halves(token)
                .Where(halves => ids.ContainsKey(halves.Left) && ids.ContainsKey(halves.Right) && scores.ContainsKey(halves.Left) && scores.ContainsKey(halves.Right))
                .OrderBy(halves => (ids[halves.Left], ids[halves.Right]))
                .Select(halves => (halves.Left, halves.Right, score)));
        }

        return merges
            .OrderByDescending(merge => (merge.Score, Length(merge.Left), Length(merge.Right)))
            .Select(merge => (merge.Left, merge.Right));
    }

    private static IEnumerable<(string Left, string Right)> Halves(string token)
    {
        for (int at = 1; at < token.Length; at++)
        {
            if (!char.IsLowSurrogate(token[at]))
            {
                yield return (token[..at], token[at..]);
            }
        }
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
