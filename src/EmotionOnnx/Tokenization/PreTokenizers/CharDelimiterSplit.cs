using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Splits at a character, which goes.</summary>
internal sealed class CharDelimiterSplit(Rune delimiter) : PreTokenizer
{
    internal const string TypeName = "CharDelimiterSplit";

    private readonly string _delimiter = delimiter.ToString();

    internal override TextCuts Cuts => delimiter.Value == ' ' ? TextCuts.BeforeSpace : TextCuts.None;

    internal static CharDelimiterSplit Read(JsonNode node)
    {
        node.AllowOnly("type", "delimiter");
        return new CharDelimiterSplit(node.Require("delimiter").AsRune());
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        while (start < end)
        {
            int length = text.Chars[start..end].IndexOf(_delimiter);
            int next = length < 0 ? end : start + length;
            if (start < next)
            {
                splits.Add(start, next);
            }

            start = next + _delimiter.Length;
        }
    }
}
