using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Keeps numbers apart from everything else: each run of number characters, or each such character.</summary>
internal sealed class Digits(bool individual) : PreTokenizer
{
    internal const string TypeName = "Digits";

    internal override TextCuts Cuts => TextCuts.None;

    internal static Digits Read(JsonNode node)
    {
        node.AllowOnly("type", "individual_digits");
        return new Digits(node.Boolean("individual_digits"));
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        var pieces = new SplitPieces(splits, individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous, start);
        int done = start;
        for (int i = start; i < chars.Length;)
        {
            if (Numerics.IsNumeric(chars, i, out int length))
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
