namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>The working memory of <see cref="PatternMatcher"/>: one thread's, kept from match to match.</summary>
internal sealed class PatternMemory
{
    internal const int FrameSize = 4;

    // 256 MB: no sane pattern comes near.
    private const int MostInts = 1 << 26;

    private int[] _stack = new int[64 * FrameSize];

    internal int[] Slots { get; private set; } = [];

    /// <summary>How much of the stack is in use.</summary>
    internal int Count { get; set; }

    /// <summary>Room for one frame on top; empty if there is too much already.</summary>
    internal Span<int> Push()
    {
        if (Count + FrameSize > _stack.Length)
        {
            if (_stack.Length >= MostInts)
            {
                return [];
            }

            Array.Resize(ref _stack, _stack.Length * 2);
        }

        Span<int> frame = _stack.AsSpan(Count, FrameSize);
        Count += FrameSize;
        return frame;
    }

    internal Span<int> Pop()
    {
        Count -= FrameSize;
        return _stack.AsSpan(Count, FrameSize);
    }

    internal void Reset(int slots)
    {
        Count = 0;
        if (Slots.Length < slots)
        {
            Slots = new int[slots];
        }
    }
}
