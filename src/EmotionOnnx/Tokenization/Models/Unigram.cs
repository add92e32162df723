using System.Text;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// Unigram, SentencePiece's language model: of all ways to cut a piece into tokens the one with the highest sum of scores
/// (Kudo 2018, "Subword Regularization"). Found from left to right in the reference's order of sums and with its ties.
/// </summary>
internal sealed class Unigram : Model
{
    internal const string TypeName = "Unigram";

    // How much worse than the worst token a character without a token is.
    private const double UnknownPenalty = 10;
    private const int NoUnknown = -1;

    private readonly string _file;
    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknownId;
    private readonly int[]? _byteIds;
    private readonly bool _isSentencePiece;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="trie">The same tokens.</param>
    /// <param name="scores">Each id's score; finite.</param>
    /// <param name="unknownId">The id of what has no token; null where there is none, so that such a text can't be tokenized.</param>
    /// <param name="hasByteFallback">Whether what has no token becomes the tokens of its UTF-8 bytes, where all of them are there.</param>
    /// <param name="file">The file that it comes from.</param>
    internal Unigram(Vocabulary vocabulary, PieceTrie trie, double[] scores, int? unknownId, bool hasByteFallback, string file)
        : this(vocabulary, trie, scores, LowestOf(scores), unknownId, hasByteFallback, file, false)
    {
    }

    private Unigram(
        Vocabulary vocabulary, PieceTrie trie, double[] scores, double lowest, int? unknownId, bool hasByteFallback, string file, bool isSentencePiece)
    {
        Vocabulary = vocabulary;
        _trie = trie;
        _scores = scores;
        _file = file;
        _unknownId = unknownId ?? NoUnknown;
        _isSentencePiece = isSentencePiece;
        _unknownScore = isSentencePiece ? (float)lowest - (float)UnknownPenalty : lowest - UnknownPenalty;
        _byteIds = hasByteFallback ? ByteTokens.Ids(vocabulary) : null;
    }

    internal override Vocabulary Vocabulary { get; }

    internal override int? UnknownId => _unknownId == NoUnknown ? null : _unknownId;

    /// <summary>
    /// Makes the model as SentencePiece itself runs it: sums are kept in 32 bits, and unknown text is never looked up as a whole.
    /// </summary>
    /// <param name="vocabulary">All pieces.</param>
    /// <param name="trie">The pieces that a text may be cut into.</param>
    /// <param name="scores">Each id's score.</param>
    /// <param name="lowest">The lowest score of the normal pieces.</param>
    /// <param name="unknownId">The id of what has no piece.</param>
    /// <param name="hasByteFallback">Whether what has no piece becomes its bytes.</param>
    /// <param name="file">The file that it comes from.</param>
    internal static Unigram OfSentencePiece(
        Vocabulary vocabulary, PieceTrie trie, double[] scores, float lowest, int unknownId, bool hasByteFallback, string file) =>
        new(vocabulary, trie, scores, lowest, unknownId, hasByteFallback, file, isSentencePiece: true);

    internal override void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch)
    {
        UnigramLattice lattice = scratch.Unigram;
        var output = new Output(offset);

        // Where all ways meet, the best one up to there is settled: places are kept from the last such meeting on only.
        int origin = 0, furthest = 0;
        UnigramLattice.Arrival[] arrivals = lattice.Arrivals(1);
        arrivals[0] = new(0, -1, 0);
        for (int start = 0; start < piece.Length;)
        {
            if (start == furthest && start > origin)
            {
                UnigramLattice.Arrival here = arrivals[start - origin];
                Settle(piece, lattice, origin, start, ref output, sink);
                origin = start;
                arrivals[0] = here;
            }

            double score = arrivals[start - origin].Score;
            int width = char.IsHighSurrogate(piece[start]) ? 2 : 1;
            bool hasSingle = false;
            int node = PieceTrie.Root;
            for (int at = start; at < piece.Length && _trie.TryStep(ref node, piece[at], out int id); at++)
            {
                if (id == PieceTrie.NoToken)
                {
                    continue;
                }

                int end = at + 1;
                arrivals = Reach(lattice, arrivals, end - origin, ref furthest, origin);
                Offer(ref arrivals[end - origin], score + _scores[id], start - origin, id);
                hasSingle |= end - start == width;
            }

            start += width;
            if (!hasSingle)
            {
                arrivals = Reach(lattice, arrivals, start - origin, ref furthest, origin);
                double unknown = _isSentencePiece ? (float)(score + _unknownScore) : score + _unknownScore;
                if (_unknownId == NoUnknown && IsBetter(arrivals[start - origin], unknown))
                {
                    throw new TokenizerException(
                        _file,
                        $"the text has the character U+{Rune.GetRuneAt(piece.ToString(), start - width).Value:X4}, which no token of the "
                        + "vocabulary covers, and model.unk_id is null: there is no id for it.");
                }

                Offer(ref arrivals[start - origin], unknown, start - width - origin, _unknownId);
            }
        }

        Settle(piece, lattice, origin, piece.Length, ref output, sink);
        AddUnknown(piece, ref output, piece.Length, sink);
    }

    private static double LowestOf(double[] scores)
    {
        double lowest = double.PositiveInfinity;
        foreach (double score in scores)
        {
            lowest = Math.Min(lowest, score);
        }

        return lowest;
    }

    private static bool IsBetter(UnigramLattice.Arrival present, double score) => present.Start < 0 || score > present.Score;

    // SentencePiece compares what it has in 32 bits with a new sum in 64.
    private void Offer(ref UnigramLattice.Arrival present, double score, int start, int id)
    {
        if (IsBetter(present, score))
        {
            present = new(_isSentencePiece ? (float)score : score, start, id);
        }
    }

    // Makes room up to a place and marks what comes into reach with it as not reached yet.
    private static UnigramLattice.Arrival[] Reach(
        UnigramLattice lattice, UnigramLattice.Arrival[] arrivals, int place, ref int furthest, int origin)
    {
        if (origin + place > furthest)
        {
            arrivals = place < arrivals.Length ? arrivals : lattice.Arrivals(place);
            arrivals.AsSpan(furthest - origin + 1, origin + place - furthest).Fill(new(0, -1, 0));
            furthest = origin + place;
        }

        return arrivals;
    }

    private void Settle(ReadOnlySpan<char> piece, UnigramLattice lattice, int origin, int end, ref Output output, TokenSink sink)
    {
        UnigramLattice.Arrival[] arrivals = lattice.Arrivals(end - origin);
        int start = origin;
        foreach (int place in lattice.Trace(end - origin))
        {
            int id = arrivals[place].Id;
            if (id != _unknownId)
            {
                AddUnknown(piece, ref output, start, sink);
                sink.Add(id, output.Offset + start, output.Offset + origin + place);
                output.Done = origin + place;
            }

            start = origin + place;
        }
    }

    // Neighbours without a token are one token.
    private void AddUnknown(ReadOnlySpan<char> piece, ref Output output, int end, TokenSink sink)
    {
        if (output.Done == end)
        {
            return;
        }

        ReadOnlySpan<char> run = piece[output.Done..end];
        int start = output.Offset + output.Done;
        output.Done = end;

        // Scores may make a token's characters better unknown than the token; it is found by its text even so.
        int id = run.Length <= Vocabulary.LongestToken && !_isSentencePiece ? Vocabulary.Find(run) : -1;
        if (id >= 0 || _byteIds is null || !ByteTokens.TryAdd(_byteIds, run, start, output.Offset + end, sink))
        {
            // What is unknown keeps its own text, which decides what trimming takes off its place.
            sink.Add(id >= 0 ? id : _unknownId, start, output.Offset + end, run);
        }
    }

    /// <summary>How far a piece's tokens are out; what lies behind is unknown, up to the next token.</summary>
    private struct Output(int offset)
    {
        internal readonly int Offset = offset;
        internal int Done = 0;
    }
}
