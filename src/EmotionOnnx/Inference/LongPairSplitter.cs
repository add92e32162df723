using EmotionOnnx.Tokenization;

namespace EmotionOnnx.Inference;

/// <summary>
/// Decides what of the texts of a pair the model reads when they are too long together: the longer one is cut first, as Hugging
/// Face's longest_first does, or both are read in windows that go on together.
/// </summary>
internal sealed class LongPairSplitter
{
    private readonly LongText _mode;
    private readonly int _maxTokens;
    private readonly int _maxContent;
    private readonly bool _cutsLeft;

    /// <param name="mode">What happens to a pair that is too long.</param>
    /// <param name="maxTokens">The most tokens of a row, special tokens included.</param>
    /// <param name="specialTokens">How many of them are special.</param>
    /// <param name="truncationSide">On which side the texts are cut.</param>
    public LongPairSplitter(LongText mode, int maxTokens, int specialTokens, TokenSide truncationSide = TokenSide.Right)
    {
        _cutsLeft = truncationSide == TokenSide.Left && mode is LongText.TruncateMode;
        _mode = mode;
        _maxTokens = maxTokens;
        _maxContent = maxTokens - specialTokens;
    }

    /// <summary>How many ids of each text the tokenizer needs to give.</summary>
    public int TokenLimit => _mode is LongText.WindowsMode || _cutsLeft ? int.MaxValue : _maxContent + 1;

    /// <summary>Splits one pair.</summary>
    /// <param name="first">How many ids the first text has.</param>
    /// <param name="second">How many ids the second text has.</param>
    /// <param name="pairIndex">The pair's place in the caller's list, for the error.</param>
    /// <param name="windows">Where the windows go, as ranges of either text's ids.</param>
    /// <returns>Whether a part of the pair is not read.</returns>
    public bool Split(int first, int second, int pairIndex, List<(Window First, Window Second)> windows)
    {
        // Room for one token of each text is what it takes for windows to get on.
        if (_maxContent < 2)
        {
            throw new EmotionOnnxException($"The model takes at most {_maxTokens} tokens; that leaves no room for the two texts of a pair.");
        }

        if ((long)first + second <= _maxContent)
        {
            windows.Add((new Window(0, first), new Window(0, second)));
            return false;
        }

        if (_mode is LongText.RefuseMode)
        {
            throw new TextTooLongException(pairIndex, _maxTokens);
        }

        (int keptFirst, int keptSecond) = Truncator.LongestFirst(first, second, _maxContent);
        if (_mode is not LongText.WindowsMode mode)
        {
            windows.Add((new Window(_cutsLeft ? first - keptFirst : 0, keptFirst), new Window(_cutsLeft ? second - keptSecond : 0, keptSecond)));
            return true;
        }

        var firstWindows = new WindowRow(first, keptFirst, mode.Stride);
        var secondWindows = new WindowRow(second, keptSecond, mode.Stride);
        for (int i = 0; i < Math.Max(firstWindows.Count, secondWindows.Count); i++)
        {
            windows.Add((firstWindows.At(i), secondWindows.At(i)));
        }

        return false;
    }

    /// <summary>A range of a text's ids.</summary>
    public readonly record struct Window(int Start, int Length);

    // The windows of one text; behind the last one it stays.
    private readonly struct WindowRow(int count, int length, int? stride)
    {
        // At most half is shared: what a window has of a text may be little, and it must get on.
        private readonly int _step = Math.Max(1, length - Math.Min(stride ?? length / 4, length / 2));

        public int Count => count <= length ? 1 : 1 + ((count - length + _step - 1) / _step);

        public Window At(int index)
        {
            int start = Math.Min(index, Count - 1) * _step;
            return new Window(start, Math.Min(length, count - start));
        }
    }
}
