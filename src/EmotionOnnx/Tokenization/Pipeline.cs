using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PreTokenizers;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization;

/// <summary>The way from a text to its tokens: added tokens, normalizer, pre-tokenizer, model. Immutable.</summary>
internal sealed class Pipeline(AddedVocabulary added, Normalizer? normalizer, PreTokenizer? preTokenizer, Model model)
{
    // Long texts go through in parts of about this length: it keeps the working memory in the cache, and a text that is cut
    // off anyway is not read to its end.
    private const int PartLength = 4096;

    private readonly TextCuts _cuts = normalizer?.AllowsCutBeforeSpace ?? true
        ? (TextCuts)Math.Min((int)added.Normalized.Cuts, (int)(preTokenizer?.Cuts ?? TextCuts.None))
        : TextCuts.None;

    private readonly bool _needsPlaces = preTokenizer?.NeedsPlaces ?? false;

    internal AddedVocabulary Added => added;

    /// <summary>
    /// Adds the tokens of a text to the sink, and stops with the word of the model's that brings them to <paramref name="limit"/>: not
    /// with an added token, as the reference does.
    /// </summary>
    internal void Encode(ReadOnlySpan<char> text, Scratch scratch, TokenSink sink, int limit)
    {
        text = Utf16.Mend(text, scratch);
        int done = 0, search = 0;
        while (!added.AsIs.IsEmpty && added.AsIs.TryFind(text, ref search, done, out (int Id, int Start, int End) match))
        {
            if (!EncodePiece(text[..match.Start], done, scratch, sink, limit))
            {
                return;
            }

            sink.NextWord(isAdded: true);
            sink.AddOriginal(match.Id, match.Start, match.End, text[match.Start..match.End]);
            done = match.End;
        }

        EncodePiece(text, done, scratch, sink, limit);
    }

    // False where the limit was reached.
    private bool EncodePiece(ReadOnlySpan<char> text, int start, Scratch scratch, TokenSink sink, int limit)
    {
        while (start < text.Length)
        {
            int length = LengthOfPart(text[start..]);
            NormalizedText part = scratch.Text;
            part.Load(text.Slice(start, length), start, sink.Tracks || _needsPlaces);
            normalizer?.Apply(part, scratch);
            SplitAtAddedTokens(part, scratch.Splits);
            if (!Tokenize(part, scratch, sink, limit))
            {
                return false;
            }

            start += length;
        }

        return true;
    }

    private int LengthOfPart(ReadOnlySpan<char> rest)
    {
        int length = PartLength;
        while (_cuts != TextCuts.None && length < rest.Length)
        {
            int space = rest[length..].IndexOf(' ');
            if (space < 0)
            {
                break;
            }

            length += space;
            if (_cuts == TextCuts.BeforeSpace || StaysBlack(rest[length - 1]))
            {
                return length;
            }

            length++;
        }

        return rest.Length;
    }

    // Whether a unit is no white space, and none once it is normalized: of letters and digits, normalizers say so.
    private bool StaysBlack(char c) =>
        normalizer is null ? !CharacterClasses.Of(c).Has(CharacterClass.Space) : char.IsAsciiLetterOrDigit(c);

    // Added tokens of the normalized text are pieces among the others: pre-tokenizers may rewrite what stands between them.
    private void SplitAtAddedTokens(NormalizedText part, SplitList splits)
    {
        splits.BeginRewrite();
        int done = 0, search = 0;
        while (!added.Normalized.IsEmpty && added.Normalized.TryFind(part.Chars, ref search, done, out (int Id, int Start, int End) match))
        {
            AddPiece(splits, done, match.Start);
            splits.Add(new Piece(match.Start, match.End, match.Id));
            done = match.End;
        }

        AddPiece(splits, done, part.Chars.Length);
        splits.EndRewrite();
    }

    private static void AddPiece(SplitList splits, int start, int end)
    {
        if (start < end)
        {
            splits.Add(start, end);
        }
    }

    private bool Tokenize(NormalizedText part, Scratch scratch, TokenSink sink, int limit)
    {
        preTokenizer?.Apply(part, scratch.Splits, scratch);
        ReadOnlySpan<char> chars = part.Chars;
        foreach (Piece piece in scratch.Splits.Items)
        {
            sink.NextWord(piece.IsToken);
            if (piece.IsToken)
            {
                sink.Add(piece.TokenId, piece.Start, piece.End, chars[piece.Start..piece.End]);
                continue;
            }

            model.Tokenize(chars[piece.Start..piece.End], piece.Start, sink, scratch);
            if (sink.Count >= limit)
            {
                return false;
            }
        }

        return true;
    }
}
