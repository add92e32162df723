using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>
/// SentencePiece's byte-pair encoding: neighbours whose texts together are a piece merge, the piece with the highest score first, of
/// equal ones the leftmost. It goes by texts, not by a list of merges.
/// </summary>
internal sealed class SentencePieceBpe : Model
{
    private readonly Vocabulary _mergeable;
    private readonly PieceTrie _symbols;
    private readonly int[] _ranks;
    private readonly bool[]? _unused;
    private readonly int _unknownId;
    private readonly int[]? _byteIds;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">All pieces.</param>
    /// <param name="mergeable">Those that merging may come to.</param>
    /// <param name="symbols">The user-defined ones, which stay as they are.</param>
    /// <param name="model">The file.</param>
    internal SentencePieceBpe(Vocabulary vocabulary, Vocabulary mergeable, PieceTrie symbols, SentencePieceModel model)
    {
        Vocabulary = vocabulary;
        _mergeable = mergeable;
        _symbols = symbols;
        _unknownId = model.Pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown);
        _byteIds = model.HasByteFallback ? ByteTokens.Ids(vocabulary) : null;
        float[] scores = [.. model.Pieces.Select(piece => piece.Score).Distinct().OrderDescending()];
        var ranks = new Dictionary<float, int>(scores.Length);
        foreach (float score in scores)
        {
            ranks.Add(score, ranks.Count);
        }

        _ranks = [.. model.Pieces.Select(piece => ranks[piece.Score])];
        bool[] unused = [.. model.Pieces.Select(piece => piece.Kind == SentencePieceKind.Unused)];
        _unused = Array.IndexOf(unused, true) < 0 ? null : unused;
    }

    internal override Vocabulary Vocabulary { get; }

    internal override int? UnknownId => _unknownId;

    internal override void Tokenize(ReadOnlySpan<char> piece, int offset, TokenSink sink, Scratch scratch)
    {
        SymbolList list = scratch.Symbols;
        Split(piece, list);
        for (int i = 1; i < list.Count; i++)
        {
            Offer(piece, list, i - 1, i);
        }

        while (list.TryTakeBest(out int left, out int length))
        {
            ref Symbol first = ref list[left];
            if (first.Length == 0 || first.Next < 0 || first.Length + list[first.Next].Length != length)
            {
                continue;
            }

            list.Merge(left);
            Offer(piece, list, first.Previous, left);
            Offer(piece, list, left, first.Next);
        }

        Add(piece, offset, list, sink);
    }

    private void Split(ReadOnlySpan<char> piece, SymbolList list)
    {
        list.Clear();
        for (int at = 0; at < piece.Length;)
        {
            int length = SentencePieceNormalizer.LongestSymbol(_symbols, piece[at..]);
            bool isFrozen = length > 0;
            length = isFrozen ? length : char.IsHighSurrogate(piece[at]) ? 2 : 1;
            list.Add(at, length, isFrozen);
            at += length;
        }

        list.EndAdding();
    }

    private void Offer(ReadOnlySpan<char> piece, SymbolList list, int left, int right)
    {
        if (left < 0 || right < 0 || list[left].IsFrozen || list[right].IsFrozen)
        {
            return;
        }

        int length = list[left].Length + list[right].Length;
        int id = length <= _mergeable.LongestToken ? _mergeable.Find(piece.Slice(list[left].Start, length)) : -1;
        if (id >= 0)
        {
            list.Put(_ranks[id], left, length);
            if (_unused is not null && _unused[id])
            {
                list.LeftLengths[id] = list[left].Length;
            }
        }
    }

    private void Add(ReadOnlySpan<char> piece, int offset, SymbolList list, TokenSink sink)
    {
        // A piece that is not used is taken apart again, into what it was merged from last.
        Stack<(int Start, int Length)> open = list.Open;
        int unknown = -1;
        for (int i = list.Count == 0 ? -1 : 0; i >= 0; i = list[i].Next)
        {
            open.Push((list[i].Start, list[i].Length));
            while (open.TryPop(out (int Start, int Length) part))
            {
                int id = Vocabulary.Find(piece.Slice(part.Start, part.Length));
                if (id >= 0 && _unused is not null && _unused[id] && list.LeftLengths.TryGetValue(id, out int left))
                {
                    open.Push((part.Start + left, part.Length - left));
                    open.Push((part.Start, left));
                    continue;
                }

                bool isUnknown = id < 0 || id == _unknownId;
                if (isUnknown && unknown < 0)
                {
                    unknown = part.Start;
                }
                else if (!isUnknown)
                {
                    AddUnknown(piece, offset, unknown, part.Start, sink);
                    unknown = -1;
                    sink.Add(id, offset + part.Start, offset + part.Start + part.Length);
                }
            }
        }

        AddUnknown(piece, offset, unknown, piece.Length, sink);
    }

    private void AddUnknown(ReadOnlySpan<char> piece, int offset, int start, int end, TokenSink sink)
    {
        if (start >= 0 && (_byteIds is null || !ByteTokens.TryAdd(_byteIds, piece[start..end], offset + start, offset + end, sink)))
        {
            sink.Add(_unknownId, offset + start, offset + end);
        }
    }
}
