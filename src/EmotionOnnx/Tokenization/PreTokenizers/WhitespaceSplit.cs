using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>White space separates and goes.</summary>
internal sealed class WhitespaceSplit : PreTokenizer
{
    internal const string TypeName = "WhitespaceSplit";

    internal override TextCuts Cuts => TextCuts.BeforeSpace;

    internal static WhitespaceSplit Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new WhitespaceSplit();
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        int word = start;
        // White space is all on plane 0, so units will do.
        for (int i = start; i < chars.Length; i++)
        {
            if (!CharacterClasses.Of(chars[i]).Has(CharacterClass.Space))
            {
                continue;
            }

            if (word < i)
            {
                splits.Add(word, i);
            }

            word = i + 1;
        }

        if (word < end)
        {
            splits.Add(word, end);
        }
    }
}
