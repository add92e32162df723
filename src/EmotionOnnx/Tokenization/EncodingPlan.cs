using System.Collections.Immutable;
using EmotionOnnx.Tokenization.PostProcessors;

namespace EmotionOnnx.Tokenization;

/// <summary>A text or a pair, cut into windows and not yet padded: what is needed to write its encoding at any length.</summary>
internal sealed class EncodingPlan
{
    private readonly SequenceTokens[] _texts;
    private readonly PostProcessor _processor;
    private readonly bool _addsSpecialTokens;
    private readonly TemplatePart[] _parts;
    private readonly (Range First, Range Second)[] _windows;

    internal EncodingPlan(
        SequenceTokens first, SequenceTokens? second, PostProcessor processor, EncodeOptions options, Truncation truncation)
    {
        _texts = second is null ? [first] : [first, second];
        _processor = processor;
        _addsSpecialTokens = options.AddSpecialTokens;
        TemplatePart[] parts = second is null ? processor.Single : processor.Pair;
        _parts = options.AddSpecialTokens ? parts : [.. parts.Where(part => part.Sequence is not null)];
        int specials = _parts.Sum(part => part.Ids.Length);
        (Range[] firstWindows, Range[]? secondWindows) = Truncator.Cut(first.Count, second?.Count, truncation, specials);
        bool firstLeads = parts.First(part => part.Sequence is not null).Sequence == 0;
        _windows = [.. Combine(firstWindows, secondWindows ?? [default], firstLeads, options.ReturnOverflow)];
    }

    /// <summary>How many tokens the main window has.</summary>
    internal int Length => LengthOf(_windows[0]);

    internal TokenEncoding Build(Padding padding, int length, int paddingId, string paddingToken)
    {
        TokenEncoding BuildWindow((Range, Range) window, ImmutableArray<TokenEncoding> overflow) =>
            this.BuildWindow(window, padding, length, paddingId, paddingToken, overflow);

        ImmutableArray<TokenEncoding> overflow = [.. _windows.Skip(1).Select(window => BuildWindow(window, []))];
        return BuildWindow(_windows[0], overflow);
    }

    // The order in which the reference merges them: every window of the text that comes first in the result with all of the
    // other's, and the main windows together ahead of all.
    private static IEnumerable<(Range First, Range Second)> Combine(Range[] first, Range[] second, bool firstLeads, bool withOverflow)
    {
        yield return (first[0], second[0]);
        if (!withOverflow)
        {
            yield break;
        }

        (Range[] leading, Range[] following) = firstLeads ? (first, second) : (second, first);
        foreach (Range lead in leading.Skip(1))
        {
            foreach (Range follow in following)
            {
                yield return firstLeads ? (lead, follow) : (follow, lead);
            }
        }

        foreach (Range follow in following.Skip(1))
        {
            yield return firstLeads ? (leading[0], follow) : (follow, leading[0]);
        }
    }

    private int LengthOf((Range First, Range Second) window) => _parts.Sum(part => part.Sequence switch
    {
        0 => window.First.End.Value - window.First.Start.Value,
        1 => window.Second.End.Value - window.Second.Start.Value,
        _ => part.Ids.Length,
    });

    private TokenEncoding BuildWindow(
        (Range First, Range Second) window,
        Padding padding,
        int length,
        int paddingId,
        string paddingToken,
        ImmutableArray<TokenEncoding> overflow)
    {
        int own = LengthOf(window);
        int missing = Math.Max(0, length - own);
        var builder = new EncodingBuilder(own + missing, _processor, _addsSpecialTokens);
        if (padding.Side == TokenSide.Left)
        {
            builder.AddPadding(missing, paddingId, padding.TypeId, paddingToken);
        }

        foreach (TemplatePart part in _parts)
        {
            if (part.Sequence is { } sequence)
            {
                builder.AddText(_texts[sequence], sequence == 0 ? window.First : window.Second, sequence, part.TypeId);
            }
            else
            {
                builder.AddSpecial(part);
            }
        }

        if (padding.Side == TokenSide.Right)
        {
            builder.AddPadding(missing, paddingId, padding.TypeId, paddingToken);
        }

        return builder.Build(overflow);
    }
}
