using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Patterns;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Splits at the matches of a pattern or, inverted, at everything else.</summary>
internal sealed class SplitPreTokenizer(Pattern pattern, SplitBehavior behavior, bool inverts) : PreTokenizer
{
    internal const string TypeName = "Split";

    internal override TextCuts Cuts => TextCuts.None;

    internal static SplitPreTokenizer Read(JsonNode node)
    {
        node.AllowOnly("type", "pattern", "behavior", "invert");
        return new SplitPreTokenizer(Pattern.Read(node.Require("pattern")), SplitPieces.Read(node.Require("behavior")), node.Boolean("invert"));
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[start..end];
        var pieces = new SplitPieces(splits, behavior, start);
        var search = default(PatternSearch);
        int done = 0;
        while (pattern.TryFind(chars, ref search, scratch, out int from, out int to))
        {
            if (done < from)
            {
                pieces.Add(start + done, start + from, isDelimiter: inverts);
            }

            pieces.Add(start + from, start + to, isDelimiter: !inverts);
            done = to;
        }

        if (done < chars.Length)
        {
            pieces.Add(start + done, end, isDelimiter: inverts);
        }

        pieces.Flush();
    }
}
