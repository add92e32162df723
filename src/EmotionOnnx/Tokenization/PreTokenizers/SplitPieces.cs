using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>
/// Makes pieces of the delimiters in a text and of what stands between them. They come in order and without a gap; delimiters may be
/// empty, which keeps apart what stands around them.
/// </summary>
internal ref struct SplitPieces(SplitList splits, SplitBehavior behavior, int textStart)
{
    // The piece that may still grow.
    private int _start = textStart;
    private int _end = textStart;
    private bool _hasPiece;
    private bool _lastIsDelimiter;

    /// <summary>Reads the name of a behavior.</summary>
    internal static SplitBehavior Read(JsonNode node) => node.AsString() switch
    {
        nameof(SplitBehavior.Removed) => SplitBehavior.Removed,
        nameof(SplitBehavior.Isolated) => SplitBehavior.Isolated,
        nameof(SplitBehavior.MergedWithPrevious) => SplitBehavior.MergedWithPrevious,
        nameof(SplitBehavior.MergedWithNext) => SplitBehavior.MergedWithNext,
        nameof(SplitBehavior.Contiguous) => SplitBehavior.Contiguous,
        string other => throw node.Error($"the behavior '{other}' is not known. Known: {string.Join(", ", Enum.GetNames<SplitBehavior>())}."),
    };

    /// <summary>Adds the next range.</summary>
    internal void Add(int start, int end, bool isDelimiter)
    {
        bool joins = behavior switch
        {
            SplitBehavior.MergedWithPrevious => isDelimiter && !_lastIsDelimiter,
            SplitBehavior.MergedWithNext => !isDelimiter && _lastIsDelimiter,
            SplitBehavior.Contiguous => isDelimiter == _lastIsDelimiter,
            _ => false,
        };
        if (joins && _hasPiece)
        {
            _end = end;
        }
        else
        {
            Flush();
            (_start, _end) = (start, end);
            _hasPiece = !(isDelimiter && behavior == SplitBehavior.Removed);
        }

        _lastIsDelimiter = isDelimiter;
    }

    /// <summary>Ends the text.</summary>
    internal void Flush()
    {
        if (_hasPiece && _start < _end)
        {
            splits.Add(_start, _end);
        }

        _hasPiece = false;
    }
}
