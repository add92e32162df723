using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>Takes the white space at a token's ends out of its place.</summary>
/// <param name="addsPrefixSpace">
/// Whether the pre-tokenizer puts a space before a text. At the beginning, a single space of a token is then taken to be that one,
/// which has no place that could be taken out.
/// </param>
internal sealed class OffsetTrimmer(bool addsPrefixSpace)
{
    /// <summary>Trims the places of a window's tokens.</summary>
    /// <param name="text">The tokens of the whole text.</param>
    /// <param name="start">The index of the window's first token.</param>
    /// <param name="offsets">The window's places, to be changed.</param>
    /// <param name="isFirst">Whether the window's first token counts as the beginning wherever its place is.</param>
    internal void Trim(SequenceTokens text, int start, Span<TokenOffsets> offsets, bool isFirst)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            ReadOnlySpan<char> token = text.Tokens[start + i];
            int leading = 0, trailing = 0;
            while (leading < token.Length && IsSpace(token[leading]))
            {
                leading++;
            }

            while (trailing < token.Length && IsSpace(token[^(trailing + 1)]))
            {
                trailing++;
            }

            if (leading > 0 || trailing > 0)
            {
                bool atBeginning = (isFirst && i == 0) || offsets[i].Start == 0;
                offsets[i] = Trimmed(text.Text, offsets[i], addsPrefixSpace && atBeginning && leading == 1 ? 0 : leading, trailing);
            }
        }
    }

    private static bool IsSpace(char c) => c == ByteLevelAlphabet.Space || CharacterClasses.Of(c).Has(CharacterClass.Space);

    // Counted in code points of the caller's string, as in the reference, whatever they were before a normalizer.
    private static TokenOffsets Trimmed(string text, TokenOffsets offsets, int leading, int trailing)
    {
        int start = offsets.Start;
        for (; leading > 0 && start < offsets.End; leading--)
        {
            start += start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? 2 : 1;
        }

        int end = offsets.End;
        for (; trailing > 0 && end > 0; trailing--)
        {
            end -= end > 1 && char.IsSurrogatePair(text[end - 2], text[end - 1]) ? 2 : 1;
        }

        // A text shorter than its token's spaces, which a normalizer may have made, stays as it is.
        return new TokenOffsets(start, trailing > 0 ? offsets.End : Math.Max(start, end));
    }
}
