using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>White space separates and goes; words (<c>\w+</c>) and runs of anything else stand apart.</summary>
internal sealed class Whitespace : PreTokenizer
{
    internal const string TypeName = "Whitespace";

    internal override TextCuts Cuts => TextCuts.BeforeSpace;

    internal static Whitespace Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new Whitespace();
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        const CharacterClass Kinds = CharacterClass.Space | CharacterClass.Word;
        ReadOnlySpan<char> chars = text.Chars[..end];
        int piece = start;
        var kind = CharacterClass.Space;
        int i = start;
        while (i < chars.Length)
        {
            CharacterClass next = CharacterClasses.At(chars, i, out int length) & Kinds;
            if (next != kind)
            {
                if (kind != CharacterClass.Space)
                {
                    splits.Add(piece, i);
                }

                piece = i;
                kind = next;
            }

            i += length;
        }

        if (kind != CharacterClass.Space)
        {
            splits.Add(piece, end);
        }
    }
}
