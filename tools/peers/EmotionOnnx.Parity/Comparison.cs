using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>One tokenizer under one set of options: asks both sides and counts what differs.</summary>
internal sealed class Comparison(ReferenceClient reference, Subject subject, Tokenizer tokenizer, Variant variant)
{
    private const int TextsPerFrame = 512;
    private const int CharsPerFrame = 1 << 20;
    private const int ShownWindows = 3;
    private const int MostOfPairs = 20_000;

    private readonly EncodingComparer _comparer = new(tokenizer, variant, idsOnly: subject.Engine == Engine.SentencePiece);

    /// <summary>Compares texts <paramref name="first"/>, <paramref name="first"/> + <paramref name="step"/> and so on of a corpus.</summary>
    internal void Run(Corpus corpus, int first, int step, Tally tally)
    {
        long texts = 0, tokens = 0, aborts = 0;
        foreach (List<(string First, string? Second)> frame in Frames(corpus, first, step))
        {
            foreach (((string one, string? two), ReferenceEncoding? expected) in frame.Zip(reference.Encode(subject, variant, frame)))
            {
                texts++;
                if (expected is null)
                {
                    aborts++;
                    continue;
                }

                tokens += expected.Values.Length / 4;
                if (_comparer.Difference(one, two, expected) is { } difference)
                {
                    tally.AddDifference(() => Show(corpus, one, two, expected, difference));
                }
            }
        }

        tally.Count(variant == Variant.Plain || variant == Variant.Bare, texts, tokens, aborts);
    }

    private IEnumerable<List<(string First, string? Second)>> Frames(Corpus corpus, int first, int step)
    {
        var frame = new List<(string, string?)>();
        long cost = 0;
        for (int i = first; i < corpus.Texts.Count; i += step)
        {
            string text = corpus.Texts[i];
            string? second = variant.IsPair ? corpus.Texts[(i + 1) % corpus.Texts.Count] : null;
            // Overflow of a pair is all windows of one with all of the other: of long texts, too much of the same.
            long product = variant.IsPair && variant.Options.Truncation != Truncation.None ? (long)text.Length * second!.Length : 0;
            if (product > MostOfPairs)
            {
                continue;
            }

            frame.Add((text, second));
            cost += text.Length + product;
            if (frame.Count == TextsPerFrame || cost > CharsPerFrame)
            {
                yield return frame;
                frame = [];
                cost = 0;
            }
        }

        if (frame.Count > 0)
        {
            yield return frame;
        }
    }

    private string Show(Corpus corpus, string first, string? second, ReferenceEncoding expected, string difference)
    {
        static string Quoted(string? text) => text is null ? "none" : JsonSerializer.Serialize(text.Length <= 300 ? text : text[..300] + "...");
        string ours;
        try
        {
            ours = Shown(_comparer.Encode(first, second));
        }
        catch (Exception error)
        {
            ours = error.Message;
        }

        return $"""
                {subject.Name}, {variant.Name}, {corpus.Name}: {difference}
                  text      {Quoted(first)}{(second is null ? "" : $"\n      pair      {Quoted(second)}")}
                  reference {Shown(expected)}
                  ours      {ours}
            """;
    }

    private string Shown(ReferenceEncoding encoding)
    {
        int count = encoding.Values.Length / 4;
        return encoding.Error ?? Shown([.. Enumerable.Range(0, count)
            .Select(i => (encoding.Values[i], encoding.Offsets[i], encoding.Offsets[count + i], encoding.Values[count + i]))])
            + string.Concat(encoding.Overflow.Take(ShownWindows).Select(window => $" | {Shown(window)}"));
    }

    private string Shown(TokenEncoding encoding) => Shown([.. Enumerable.Range(0, encoding.Ids.Length)
        .Select(i => (encoding.Ids[i], encoding.Offsets[i].Start, encoding.Offsets[i].End, encoding.TypeIds[i]))])
        + string.Concat(encoding.Overflow.Take(ShownWindows).Select(window => $" | {Shown(window)}"));

    private string Shown(IReadOnlyList<(int Id, int Start, int End, int Type)> tokens) =>
        string.Join(' ', tokens.Take(80).Select(token => $"{tokenizer.IdToToken(token.Id)}={token.Id}[{token.Start}..{token.End}]{token.Type}"));
}
