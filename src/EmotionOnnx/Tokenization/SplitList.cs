namespace EmotionOnnx.Tokenization;

/// <summary>
/// The pieces that a text is in: ranges of the normalized text, ascending. A pre-tokenizer replaces them as a whole:
/// <see cref="BeginRewrite"/>, adds in order, <see cref="EndRewrite"/>.
/// </summary>
internal sealed class SplitList
{
    private Piece[] _items = new Piece[64];
    private Piece[] _newItems = new Piece[64];
    private int _count;
    private int _newCount;

    internal ReadOnlySpan<Piece> Items => _items.AsSpan(0, _count);

    /// <summary>Starts a new list; the present one stays readable until <see cref="EndRewrite"/>.</summary>
    internal void BeginRewrite() => _newCount = 0;

    /// <summary>Adds a piece that the model is to see.</summary>
    internal void Add(int start, int end) => Add(new Piece(start, end, Piece.NoToken));

    internal void Add(Piece piece)
    {
        if (_newCount == _newItems.Length)
        {
            Array.Resize(ref _newItems, (int)Math.Min(Array.MaxLength, _newCount * 2L));
        }

        _newItems[_newCount++] = piece;
    }

    /// <summary>Puts the new list in the place of the present one.</summary>
    internal void EndRewrite()
    {
        (_items, _newItems) = (_newItems, _items);
        _count = _newCount;
    }
}
