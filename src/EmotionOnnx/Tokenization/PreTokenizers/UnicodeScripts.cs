using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>
/// Splits where the script changes. Characters of no script (spaces among them) go with what stands before them; at the beginning of
/// a text they are lost, as they are in the reference.
/// </summary>
internal sealed class UnicodeScripts : PreTokenizer
{
    internal const string TypeName = "UnicodeScripts";

    internal override TextCuts Cuts => TextCuts.None;

    internal static UnicodeScripts Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new UnicodeScripts();
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        int piece = -1;
        byte script = SplitScripts.Any;
        for (int i = start; i < chars.Length;)
        {
            byte next = SplitScripts.At(chars, i, out int length);
            if (next != SplitScripts.Any && next != script)
            {
                if (piece >= 0)
                {
                    splits.Add(piece, i);
                }

                piece = i;
                script = next;
            }

            i += length;
        }

        if (piece >= 0)
        {
            splits.Add(piece, end);
        }
    }
}
