using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization;

/// <summary>The way from a text to its tokens: added tokens, normalizer, pre-tokenizer, model. Immutable.</summary>
internal sealed class Pipeline(AddedVocabulary added, Normalizer? normalizer, PreTokenizer? preTokenizer, Model model)
{
    // Long texts go through in parts of about this length: it keeps the working memory in the cache, and a text that is cut
    // off anyway is not read to its end.
    private const int PartLength = 4096;

    private readonly bool _allowsParts = added.Normalized.IsEmpty
        && preTokenizer is not null
        && (normalizer?.AllowsCutBeforeSpace ?? true)
        && preTokenizer.AllowsCutBeforeSpace;

    internal AddedVocabulary Added => added;

    /// <summary>Adds the tokens of a text to the sink, and may stop once there are <paramref name="limit"/> of them.</summary>
    internal void Encode(ReadOnlySpan<char> text, Scratch scratch, TokenSink sink, int limit)
    {
        text = Utf16.Mend(text, scratch);
        int done = 0, search = 0;
        while (!added.AsIs.IsEmpty && sink.Count < limit && added.AsIs.TryFind(text, ref search, done, out (int Id, int Start, int End) match))
        {
            EncodePiece(text[..match.Start], done, scratch, sink, limit);
            sink.NextWord();
            sink.AddOriginal(match.Id, match.Start, match.End);
            done = match.End;
        }

        EncodePiece(text, done, scratch, sink, limit);
    }

    private void EncodePiece(ReadOnlySpan<char> text, int start, Scratch scratch, TokenSink sink, int limit)
    {
        while (start < text.Length && sink.Count < limit)
        {
            int length = _allowsParts ? LengthOfPart(text[start..]) : text.Length - start;
            NormalizedText part = scratch.Text;
            part.Load(text.Slice(start, length), start, sink.Tracks);
            normalizer?.Apply(part, scratch);
            SplitAtAddedTokens(part, scratch.Splits, sink, limit);
            start += length;
        }
    }

    private static int LengthOfPart(ReadOnlySpan<char> rest)
    {
        if (rest.Length <= PartLength)
        {
            return rest.Length;
        }

        int space = rest[PartLength..].IndexOf(' ');
        return space < 0 ? rest.Length : PartLength + space;
    }

    private void SplitAtAddedTokens(NormalizedText part, SplitList splits, TokenSink sink, int limit)
    {
        int done = 0, search = 0;
        while (!added.Normalized.IsEmpty && added.Normalized.TryFind(part.Chars, ref search, done, out (int Id, int Start, int End) match))
        {
            Tokenize(part, done, match.Start, splits, sink, limit);
            sink.NextWord();
            sink.Add(match.Id, match.Start, match.End);
            done = match.End;
        }

        Tokenize(part, done, part.Chars.Length, splits, sink, limit);
    }

    private void Tokenize(NormalizedText part, int start, int end, SplitList splits, TokenSink sink, int limit)
    {
        if (start >= end)
        {
            return;
        }

        splits.Clear();
        if (preTokenizer is null)
        {
            splits.Add(start, end);
        }
        else
        {
            preTokenizer.Split(part, start, end, splits);
        }

        ReadOnlySpan<char> chars = part.Chars;
        foreach ((int from, int to) in splits.Items)
        {
            if (sink.Count >= limit)
            {
                return;
            }

            sink.NextWord();
            model.Tokenize(chars[from..to], from, sink);
        }
    }
}
