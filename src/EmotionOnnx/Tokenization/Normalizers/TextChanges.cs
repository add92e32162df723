using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// Rewrites a text as Hugging Face counts changes: a code point of the new text either takes the place of the next one of the
/// old text, or is inserted and shares the place of what was taken last. Places are thus dealt out in order, whatever code points
/// really became of what.
/// </summary>
internal ref struct TextChanges
{
    private readonly NormalizedText _text;
    private readonly ReadOnlySpan<char> _old;
    private int _next;

    internal TextChanges(NormalizedText text)
    {
        _text = text;
        _old = text.Chars;
        text.BeginRewrite();
    }

    /// <summary>The unit of the old text whose place is dealt out next.</summary>
    internal readonly int Next => _next;

    /// <summary>The next code point's place goes to this one, and some after it are removed.</summary>
    internal void Take(int scalar, int removed = 0)
    {
        _text.Append(scalar, _next);
        Skip(1 + removed);
    }

    /// <summary>Shares the place of what came last.</summary>
    internal readonly void Insert(int scalar) => _text.Append(scalar, _next - 1);

    /// <summary>A change as a number: 1 for an insertion, else minus the count of code points removed after the one replaced.</summary>
    internal void Emit(int scalar, int change)
    {
        if (change > 0)
        {
            Insert(scalar);
        }
        else
        {
            Take(scalar, -change);
        }
    }

    /// <summary>Removes the next code points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Skip(int count)
    {
        for (; count > 0; count--)
        {
            _next += char.IsHighSurrogate(_old[_next]) ? 2 : 1;
        }
    }

    /// <summary>Removes units up to an index of the old text.</summary>
    internal void SkipTo(int index) => _next = index;

    /// <summary>Keeps units up to an index of the old text as they are.</summary>
    internal void CopyTo(int index)
    {
        _text.CopyRun(_next, index - _next);
        _next = index;
    }

    /// <summary>Puts the new text in the place of the old one.</summary>
    internal readonly void End() => _text.EndRewrite();
}
