namespace EmotionOnnx.Tokenization;

/// <summary>The pieces that a pre-tokenizer cuts a text into: ranges of the normalized text, ascending.</summary>
internal sealed class SplitList
{
    private (int Start, int End)[] _items = new (int, int)[64];

    internal int Count { get; private set; }

    internal ReadOnlySpan<(int Start, int End)> Items => _items.AsSpan(0, Count);

    internal void Add(int start, int end)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, (int)Math.Min(Array.MaxLength, Count * 2L));
        }

        _items[Count++] = (start, end);
    }

    internal void Clear() => Count = 0;
}
