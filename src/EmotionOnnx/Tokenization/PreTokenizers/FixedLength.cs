using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Splits after every so many code points.</summary>
internal sealed class FixedLength(int length) : PreTokenizer
{
    internal const string TypeName = "FixedLength";

    private const int UsualLength = 5;

    internal override TextCuts Cuts => TextCuts.None;

    internal static FixedLength Read(JsonNode node)
    {
        node.AllowOnly("type", "length");
        int length = node.OptionalInteger("length") ?? UsualLength;
        return length > 0 ? new FixedLength(length) : throw node.Error("the length must be at least 1.");
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        while (start < end)
        {
            int next = start;
            for (int count = 0; count < length && next < end; count++)
            {
                next += char.IsHighSurrogate(chars[next]) ? 2 : 1;
            }

            splits.Add(start, next);
            start = next;
        }
    }
}
