using System.Globalization;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>One tokenizer under one set of options, on any number of corpora.</summary>
internal sealed class Comparison
{
    private const int TextsPerFrame = 512;
    private const int CharsPerFrame = 1 << 20;
    private const int DumpedDifferences = 3;

    private readonly Reference _reference;
    private readonly Subject _subject;
    private readonly Variant _variant;
    private readonly TextWriter _output;
    private readonly Tokenizer _tokenizer;
    private readonly TokenBuffer _ids = new();

    internal Comparison(Reference reference, Subject subject, Variant variant, TextWriter output)
    {
        _reference = reference;
        _subject = subject;
        _variant = variant;
        _output = output;
        _tokenizer = Tokenizer.Load(subject.Path);
    }

    internal long Texts { get; private set; }

    internal long Tokens { get; private set; }

    internal long Differences { get; private set; }

    /// <summary>Compares every text, or one of some.</summary>
    internal void Run(IReadOnlyList<Corpus> corpora, int every)
    {
        _reference.Configure(_subject, _variant);
        foreach (Corpus corpus in corpora)
        {
            Run(corpus, every * _variant.Sparseness);
        }
    }

    private void Run(Corpus corpus, int every)
    {
        long texts = 0, tokens = 0, differences = 0;
        foreach (List<(string First, string? Second)> frame in Frames(corpus, every))
        {
            ReferenceEncodings answers = _reference.Encode(frame);
            foreach ((string first, string? second) in frame)
            {
                ReferenceEncoding expected = answers.Next();
                texts++;
                tokens += expected.Values.Length / 4;
                if (Difference(first, second, expected) is { } difference)
                {
                    differences++;
                    if (differences <= DumpedDifferences)
                    {
                        Dump(corpus, first, second, expected, difference);
                    }
                }
            }
        }

        Texts += texts;
        Tokens += tokens;
        Differences += differences;
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_subject.Name,-28} {_variant.Name,-36} {corpus.Name,-36} {texts,9:N0} texts {tokens,12:N0} tokens {differences,7:N0} differences"));
    }

    private IEnumerable<List<(string First, string? Second)>> Frames(Corpus corpus, int every)
    {
        var frame = new List<(string, string?)>();
        int chars = 0;
        // Every text is a corpus's only one somewhere; a sparse run still takes the first.
        for (int i = 0; i < corpus.Texts.Count; i += every)
        {
            string text = corpus.Texts[i];
            // Overflow of a pair of long texts is all windows of one with all of the other: too much of the same.
            string? second = _variant.IsPair ? corpus.Texts[(i + 1) % corpus.Texts.Count] : null;
            if (_variant.IsPair && (long)text.Length * second!.Length > 4_000_000)
            {
                continue;
            }

            frame.Add((text, second));
            chars += text.Length;
            if (frame.Count == TextsPerFrame || chars > CharsPerFrame)
            {
                yield return frame;
                frame = [];
                chars = 0;
            }
        }

        if (frame.Count > 0)
        {
            yield return frame;
        }
    }

    private string? Difference(string first, string? second, ReferenceEncoding expected)
    {
        TokenEncoding actual;
        try
        {
            actual = second is null ? _tokenizer.Encode(first, _variant.Options) : _tokenizer.Encode(first, second, _variant.Options);
        }
        catch (ArgumentException error)
        {
            return expected.Error is null ? $"we refuse it ({error.Message})" : null;
        }

        return expected.Error is not null ? "the reference refuses it" : Difference(actual, expected) ?? HotPathDifference(first, second, actual);
    }

    private string? Difference(TokenEncoding actual, ReferenceEncoding expected)
    {
        int count = expected.Values.Length / 4;
        string? which =
            !actual.Ids.AsSpan().SequenceEqual(expected.Values.AsSpan(0, count)) ? "ids"
            : !actual.TypeIds.AsSpan().SequenceEqual(expected.Values.AsSpan(count, count)) ? "type ids"
            : !actual.AttentionMask.AsSpan().SequenceEqual(expected.Values.AsSpan(2 * count, count)) ? "attention mask"
            : !actual.SpecialTokensMask.AsSpan().SequenceEqual(expected.Values.AsSpan(3 * count, count)) ? "special tokens mask"
            : !actual.Offsets.Select(offset => offset.Start).SequenceEqual(expected.Offsets[..count]) ? "starts"
            : !actual.Offsets.Select(offset => offset.End).SequenceEqual(expected.Offsets[count..]) ? "ends"
            : null;
        if (which is not null || !_variant.Options.ReturnOverflow)
        {
            return which;
        }

        if (actual.Overflow.Length != expected.Overflow.Length)
        {
            return $"number of overflowing windows: {actual.Overflow.Length}, the reference has {expected.Overflow.Length}";
        }

        for (int i = 0; i < expected.Overflow.Length; i++)
        {
            if (Difference(actual.Overflow[i], expected.Overflow[i]) is { } inner)
            {
                return $"overflowing window {i}: {inner}";
            }
        }

        return null;
    }

    // What the classifier uses must say the same as what the reference was compared with.
    private string? HotPathDifference(string first, string? second, TokenEncoding actual)
    {
        if (second is not null || _variant.Options.Truncation != Truncation.None || _variant.Options.Padding != Padding.None)
        {
            return null;
        }

        _ids.Clear();
        bool framed = _variant.Options.AddSpecialTokens;
        _ids.AddRange(framed ? _tokenizer.Prefix : []);
        _tokenizer.Encode(first, _ids);
        _ids.AddRange(framed ? _tokenizer.Suffix : []);
        return _ids.Ids.SequenceEqual(actual.Ids.AsSpan()) ? null : "ids of ITokenizer.Encode";
    }

    private void Dump(Corpus corpus, string first, string? second, ReferenceEncoding expected, string difference)
    {
        static string Quoted(string? text) => text is null ? "none" : JsonSerializer.Serialize(text.Length <= 300 ? text : text[..300] + "...");
        _output.WriteLine($"  {corpus.Name}: {difference} differ");
        _output.WriteLine($"    text      {Quoted(first)}");
        if (second is not null)
        {
            _output.WriteLine($"    pair      {Quoted(second)}");
        }

        _output.WriteLine($"    reference {Shown(expected)}");
        try
        {
            TokenEncoding actual = second is null ? _tokenizer.Encode(first, _variant.Options) : _tokenizer.Encode(first, second, _variant.Options);
            _output.WriteLine($"    ours      {Shown(actual)}");
        }
        catch (ArgumentException error)
        {
            _output.WriteLine($"    ours      {error.Message}");
        }
    }

    private string Shown(ReferenceEncoding encoding)
    {
        int count = encoding.Values.Length / 4;
        return encoding.Error ?? Shown(
            Enumerable.Range(0, count).Select(i => (encoding.Values[i], encoding.Offsets[i], encoding.Offsets[count + i], encoding.Values[count + i])));
    }

    private string Shown(TokenEncoding encoding) => Shown(
        Enumerable.Range(0, encoding.Ids.Length).Select(i => (encoding.Ids[i], encoding.Offsets[i].Start, encoding.Offsets[i].End, encoding.TypeIds[i])));

    private string Shown(IEnumerable<(int Id, int Start, int End, int Type)> tokens) =>
        string.Join(' ', tokens.Take(80).Select(token => $"{_tokenizer.IdToToken(token.Id)}={token.Id}[{token.Start}..{token.End}]{token.Type}"));
}
