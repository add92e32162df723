using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>The cleaning of neural machine translation: most control characters go, odd white space becomes a space.</summary>
internal sealed class NmtNormalizer : Normalizer
{
    internal const string TypeName = "Nmt";

    internal override bool AllowsCutBeforeSpace => true;

    internal static NmtNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type");
        return new NmtNormalizer();
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int i = NextChange(chars, 0);
        if (i < 0)
        {
            return;
        }

        var changes = new TextChanges(text);
        for (; i >= 0; i = NextChange(chars, i + 1))
        {
            changes.CopyTo(i);
            if (IsRemoved(chars[i]))
            {
                changes.Skip(1);
            }
            else
            {
                changes.Take(' ');
            }
        }

        changes.CopyTo(chars.Length);
        changes.End();
    }

    private static int NextChange(ReadOnlySpan<char> chars, int from)
    {
        for (int i = from; i < chars.Length; i++)
        {
            char c = chars[i];
            if (c is (< ' ' or > '~') and not '\0' && (IsRemoved(c) || IsSpace(c)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsRemoved(char c) =>
        c is (>= '\u0001' and <= '\u0008') or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\u008F' or '\u009F';

    private static bool IsSpace(char c) => c
        is '\t' or '\n' or '\f' or '\r' or '\u1680' or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD';
}
