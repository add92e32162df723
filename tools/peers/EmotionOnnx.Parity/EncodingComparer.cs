using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>Encodes a text with our tokenizer and says in what the result differs from the reference's.</summary>
internal sealed class EncodingComparer(Tokenizer tokenizer, Variant variant, bool idsOnly)
{
    private readonly TokenBuffer _ids = new();

    internal TokenEncoding Encode(string first, string? second) =>
        second is null ? tokenizer.Encode(first, variant.Options) : tokenizer.Encode(first, second, variant.Options);

    /// <summary>What differs; null for nothing.</summary>
    internal string? Difference(string first, string? second, ReferenceEncoding expected)
    {
        try
        {
            TokenEncoding actual = Encode(first, second);
            return expected.Error is not null
                ? "the reference refuses it"
                : Difference(actual, expected) ?? DetailDifference(actual, expected.Detail) ?? HotPathDifference(first, second, actual);
        }
        catch (ArgumentException error)
        {
            return expected.Error is null ? $"we refuse it ({error.Message})" : null;
        }
        catch (Exception error)
        {
            return $"we fail: {error}";
        }
    }

    private string? Difference(TokenEncoding actual, ReferenceEncoding expected, bool isWindow = false)
    {
        int count = expected.Values.Length / 4;
        ReadOnlySpan<int> values = expected.Values, offsets = expected.Offsets;
        if (!actual.Ids.AsSpan().SequenceEqual(values[..count]))
        {
            return "ids differ";
        }

        if (idsOnly)
        {
            return null;
        }

        string? which =
            !AreTypes(actual, values.Slice(count, count), isWindow) ? "type ids differ"
            : !actual.AttentionMask.AsSpan().SequenceEqual(values.Slice(2 * count, count)) ? "attention masks differ"
            : !actual.SpecialTokensMask.AsSpan().SequenceEqual(values.Slice(3 * count, count)) ? "special tokens masks differ"
            : OffsetDifference(actual, offsets[..count], offsets[count..]);
        if (which is not null || isWindow || !variant.Options.ReturnOverflow)
        {
            return which;
        }

        if (actual.Overflow.Length != expected.Overflow.Length)
        {
            return $"{actual.Overflow.Length} overflowing windows, the reference has {expected.Overflow.Length}";
        }

        for (int i = 0; i < expected.Overflow.Length; i++)
        {
            if (Difference(actual.Overflow[i], expected.Overflow[i], isWindow: true) is { } inner)
            {
                return $"overflowing window {i}: {inner}";
            }
        }

        return null;
    }

    // In the windows of the overflow the reference leaves the texts' tokens at 0 and 1, whatever types its template gives them. Ours have the
    // template's (docs/tokenizers.md): that is no difference.
    private static bool AreTypes(TokenEncoding actual, ReadOnlySpan<int> expected, bool isWindow)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (actual.TypeIds[i] != expected[i] && !(isWindow && actual.SequenceIds[i] == expected[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string? OffsetDifference(TokenEncoding actual, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        ReadOnlySpan<TokenOffsets> offsets = actual.Offsets.AsSpan();
        for (int i = 0; i < offsets.Length; i++)
        {
            if (offsets[i].Start != starts[i] || offsets[i].End != ends[i])
            {
                return $"offsets differ, token {i}: {offsets[i].Start}..{offsets[i].End}, the reference has {starts[i]}..{ends[i]}";
            }
        }

        return null;
    }

    private string? DetailDifference(TokenEncoding actual, ReferenceDetail? expected)
    {
        if (expected is null)
        {
            return null;
        }

        if (!actual.WordIds.Select(word => word ?? -1).SequenceEqual(expected.Words))
        {
            return $"word ids differ: [{string.Join(' ', actual.WordIds)}], the reference has [{string.Join(' ', expected.Words)}]";
        }

        if (!actual.Tokens.SequenceEqual(expected.Tokens))
        {
            return $"tokens differ: {JsonSerializer.Serialize(actual.Tokens)}, the reference has {JsonSerializer.Serialize(expected.Tokens)}";
        }

        return Decoded(actual, true, expected.Decoded) ?? Decoded(actual, false, expected.All);
    }

    private string? Decoded(TokenEncoding actual, bool skipSpecialTokens, string expected)
    {
        string text = tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens);
        return text == expected ? null : $"decoded texts differ: {JsonSerializer.Serialize(text)}, the reference has {JsonSerializer.Serialize(expected)}";
    }

    // What the classifier uses must say the same as what the reference was compared with.
    private string? HotPathDifference(string first, string? second, TokenEncoding actual)
    {
        if (second is not null || variant.Options.Truncation != Truncation.None || variant.Options.Padding != Padding.None)
        {
            return null;
        }

        _ids.Clear();
        bool framed = variant.Options.AddSpecialTokens;
        _ids.AddRange(framed ? tokenizer.Prefix : []);
        tokenizer.Encode(first, _ids);
        _ids.AddRange(framed ? tokenizer.Suffix : []);
        return _ids.Ids.SequenceEqual(actual.Ids.AsSpan()) ? null : "ids of ITokenizer.Encode differ";
    }
}
