using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Splits at punctuation characters.</summary>
internal sealed class Punctuation(SplitBehavior behavior) : PreTokenizer
{
    internal const string TypeName = "Punctuation";

    internal override TextCuts Cuts => TextCuts.None;

    internal static Punctuation Read(JsonNode node)
    {
        node.AllowOnly("type", "behavior");
        return new Punctuation(node.Find("behavior") is { } behavior ? SplitPieces.Read(behavior) : SplitBehavior.Isolated);
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        var pieces = new SplitPieces(splits, behavior, start);
        int done = start;
        for (int i = start; i < chars.Length;)
        {
            if (CharacterClasses.At(chars, i, out int length).Has(CharacterClass.Punctuation))
            {
                if (done < i)
                {
                    pieces.Add(done, i, isDelimiter: false);
                }

                pieces.Add(i, i + length, isDelimiter: true);
                done = i + length;
            }

            i += length;
        }

        if (done < end)
        {
            pieces.Add(done, end, isDelimiter: false);
        }

        pieces.Flush();
    }
}
