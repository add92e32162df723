using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Patterns;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>
/// Splits by GPT-2's pattern (unless told not to), and writes each byte of the text's UTF-8 as a character of its own
/// (<see cref="ByteLevelAlphabet"/>): the model sees 256 different characters and no more.
/// </summary>
internal sealed class ByteLevelPreTokenizer(bool addsPrefixSpace, bool splits) : PreTokenizer
{
    internal const string TypeName = "ByteLevel";

    // GPT-2's pattern ends a piece between a character that is no white space and a space, and looks no further back; what follows
    // starts with a space, so no part but the first gets a prefix.
    internal override TextCuts Cuts => splits ? TextCuts.BeforeSpaceAfterWord : TextCuts.None;

    protected override bool Rewrites => true;

    internal static ByteLevelPreTokenizer Read(JsonNode node)
    {
        node.AllowOnly("type", "add_prefix_space", "trim_offsets", "use_regex");
        // It concerns the post-processor of the same name only.
        _ = node.Boolean("trim_offsets");
        return new ByteLevelPreTokenizer(node.Boolean("add_prefix_space"), node.BooleanOr("use_regex", true));
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splitList, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        int at = start;
        if (addsPrefixSpace && chars[start] != ' ')
        {
            at = splits ? Gpt2Pattern.EndAfterSpace(chars, start) : end;
            int piece = text.NewLength;
            text.Append(ByteLevelAlphabet.Space, start);
            ByteLevelText.Write(text, start, at);
            splitList.Add(piece, text.NewLength);
        }

        while (at < end)
        {
            int next = splits ? Gpt2Pattern.End(chars, at) : end;
            int piece = text.NewLength;
            ByteLevelText.Write(text, at, next);
            splitList.Add(piece, text.NewLength);
            at = next;
        }
    }
}
