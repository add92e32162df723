namespace EmotionOnnx.Inference;

/// <summary>Turns a text's tokens into the sequences that the model reads: cut, refused, or as overlapping windows.</summary>
internal sealed class LongTextSplitter
{
    private readonly LongText _mode;
    private readonly int _maxTokens;
    private readonly int _maxContent;
    private readonly int _step;
    private readonly bool _cutsLeft;

    /// <param name="mode">What happens to a text that is too long.</param>
    /// <param name="maxTokens">The most tokens of a row, special tokens included.</param>
    /// <param name="specialTokens">How many of them are special.</param>
    /// <param name="truncationSide">On which side a text is cut.</param>
    public LongTextSplitter(LongText mode, int maxTokens, int specialTokens, TokenSide truncationSide = TokenSide.Right)
    {
        _cutsLeft = truncationSide == TokenSide.Left && mode is LongText.TruncateMode;
        _mode = mode;
        _maxTokens = maxTokens;
        _maxContent = maxTokens - specialTokens;
        if (_maxContent < 1)
        {
            throw new ArgumentException($"At most {maxTokens} tokens, of which {specialTokens} are special: none is left for the text.");
        }

        if (mode is LongText.WindowsMode windows)
        {
            int stride = windows.Stride ?? _maxContent / 4;
            if (stride >= _maxContent)
            {
                throw new ArgumentException(
                    $"Windows of {_maxContent} tokens can't share {stride} (stride): the next one would not get on. Choose a stride under {_maxContent}.");
            }

            _step = _maxContent - stride;
        }
    }

    /// <summary>How many ids of a text the tokenizer needs to give: one more than are read tells that the text is too long.</summary>
    public int TokenLimit => _mode is LongText.WindowsMode || _cutsLeft ? int.MaxValue : _maxContent + 1;

    /// <summary>Splits one text.</summary>
    /// <param name="offset">Where its ids start in the call's buffer.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="textIndex">The text's place in the caller's list, for the error.</param>
    /// <param name="sequences">Where its sequences go.</param>
    /// <returns>Whether a part of the text is not read.</returns>
    public bool Split(int offset, int count, int textIndex, List<TokenSequence> sequences)
    {
        if (count <= _maxContent)
        {
            sequences.Add(new TokenSequence(offset, count));
            return false;
        }

        switch (_mode)
        {
            case LongText.WindowsMode:
                for (int start = 0; ; start += _step)
                {
                    int length = Math.Min(_maxContent, count - start);
                    sequences.Add(new TokenSequence(offset + start, length));
                    if (start + length == count)
                    {
                        return false;
                    }
                }

            case LongText.RefuseMode:
                throw new TextTooLongException(textIndex, _maxTokens);
            default:
                sequences.Add(new TokenSequence(_cutsLeft ? offset + count - _maxContent : offset, _maxContent));
                return true;
        }
    }
}
