using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>White space separates and goes; every punctuation character stands alone.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    internal const string TypeName = "BertPreTokenizer";

    internal override TextCuts Cuts => TextCuts.BeforeSpace;

    internal static BertPreTokenizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new BertPreTokenizer();
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        int word = start;
        int i = start;
        while (i < chars.Length)
        {
            CharacterClass kind = CharacterClasses.At(chars, i, out int length);
            if (!kind.Has(CharacterClass.Space | CharacterClass.Punctuation))
            {
                i += length;
                continue;
            }

            if (word < i)
            {
                splits.Add(word, i);
            }

            if (kind.Has(CharacterClass.Punctuation))
            {
                splits.Add(i, i + length);
            }

            i += length;
            word = i;
        }

        if (word < end)
        {
            splits.Add(word, end);
        }
    }
}
